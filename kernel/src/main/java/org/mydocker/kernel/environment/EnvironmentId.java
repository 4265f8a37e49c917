package org.mydocker.kernel.environment;

import java.util.Objects;
import java.util.UUID;

/** One entry of the catalogue. Random, never derived from anything that a platform sent. */
public record EnvironmentId(UUID value) {

  public EnvironmentId {
    Objects.requireNonNull(value);
  }

  public static EnvironmentId random() {
    return new EnvironmentId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static EnvironmentId of(String text) {
    return new EnvironmentId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
