package org.mydocker.kernel.people;

import java.util.Objects;
import java.util.UUID;

/**
 * One person: one (registration, sub) of a platform, or one who signed in otherwise. Random, never
 * derived from anything that a platform sent.
 */
public record PersonId(UUID value) {

  public PersonId {
    Objects.requireNonNull(value);
  }

  public static PersonId random() {
    return new PersonId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static PersonId of(String text) {
    return new PersonId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
