package org.mydocker.kernel.activity;

import java.util.Objects;
import java.util.UUID;

/**
 * What a session is opened for: an assignment, or a resource link without one. Random, never
 * derived from anything that a platform sent.
 */
public record ActivityId(UUID value) {

  public ActivityId {
    Objects.requireNonNull(value);
  }

  public static ActivityId random() {
    return new ActivityId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static ActivityId of(String text) {
    return new ActivityId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
