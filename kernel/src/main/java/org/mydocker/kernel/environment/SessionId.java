package org.mydocker.kernel.environment;

import java.util.Objects;
import java.util.UUID;

/**
 * One running (or past) instance of an environment. Random, never derived from anything that a
 * platform sent.
 */
public record SessionId(UUID value) {

  public SessionId {
    Objects.requireNonNull(value);
  }

  public static SessionId random() {
    return new SessionId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static SessionId of(String text) {
    return new SessionId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
