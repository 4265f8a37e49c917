package org.mydocker.kernel.launch;

import java.util.Objects;
import java.util.UUID;

/**
 * One deep-linking request that waits for its answer. Random, never derived from anything that a
 * platform sent.
 */
public record DeepLinkingId(UUID value) {

  public DeepLinkingId {
    Objects.requireNonNull(value);
  }

  public static DeepLinkingId random() {
    return new DeepLinkingId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static DeepLinkingId of(String text) {
    return new DeepLinkingId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
