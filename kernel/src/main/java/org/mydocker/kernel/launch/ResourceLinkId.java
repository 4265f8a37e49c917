package org.mydocker.kernel.launch;

import java.util.Objects;
import java.util.UUID;

/**
 * One resource link: one (deployment, resource link id) of a platform. Random, never derived from
 * anything that a platform sent.
 */
public record ResourceLinkId(UUID value) {

  public ResourceLinkId {
    Objects.requireNonNull(value);
  }

  public static ResourceLinkId random() {
    return new ResourceLinkId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static ResourceLinkId of(String text) {
    return new ResourceLinkId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
