package org.mydocker.broker.catalogue;

import java.util.regex.Pattern;

/**
 * A named volume of the engine that sessions see at an absolute path and can only read. Which
 * volumes may be named is the administrator's to say, by a label on the volume.
 */
public record DataMount(String volume, String target) {

  private static final Pattern VOLUME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{1,127}");

  public DataMount {
    if (!VOLUME.matcher(volume).matches()) {
      throw new IllegalArgumentException("not the name of a volume: " + volume);
    }
    if (!target.startsWith("/") || target.equals("/") || target.contains("..")) {
      throw new IllegalArgumentException("not a path to mount at: " + target);
    }
  }
}
