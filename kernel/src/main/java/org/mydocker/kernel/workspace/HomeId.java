package org.mydocker.kernel.workspace;

import java.util.Objects;
import java.util.UUID;

/** One home: a volume of the engine. Random, never derived from anything that a platform sent. */
public record HomeId(UUID value) {

  public HomeId {
    Objects.requireNonNull(value);
  }

  public static HomeId random() {
    return new HomeId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static HomeId of(String text) {
    return new HomeId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
