package org.mydocker.broker.catalogue;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An image by its name and, if it is pinned, by its digest: then it is that image and no other,
 * whatever the name's tag means by now.
 */
public record ImageReference(String name, Optional<String> digest) {

  private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");

  public ImageReference {
    if (name.isBlank() || name.contains("@")) {
      throw new IllegalArgumentException("not an image's name without digest: " + name);
    }
    if (digest.filter(text -> !DIGEST.matcher(text).matches()).isPresent()) {
      throw new IllegalArgumentException("not a digest: " + digest.get());
    }
  }

  /** By its name alone. */
  public static ImageReference of(String name) {
    return new ImageReference(name, Optional.empty());
  }

  /** As an engine takes it: {@code name:tag}, or {@code name@digest}. */
  public String text() {
    return digest.map(pin -> untagged() + "@" + pin).orElse(name);
  }

  private String untagged() {
    int tag = name.lastIndexOf(':');
    return tag > name.lastIndexOf('/') ? name.substring(0, tag) : name;
  }
}
