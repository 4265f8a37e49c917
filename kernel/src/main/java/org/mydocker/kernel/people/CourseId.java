package org.mydocker.kernel.people;

import java.util.Objects;
import java.util.UUID;

/**
 * One course: one (deployment, context) of a platform. Random, never derived from anything that a
 * platform sent.
 */
public record CourseId(UUID value) {

  public CourseId {
    Objects.requireNonNull(value);
  }

  public static CourseId random() {
    return new CourseId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static CourseId of(String text) {
    return new CourseId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
