package org.mydocker.kernel.page;

import java.util.Objects;
import java.util.UUID;

/**
 * One web session: what one launch or one sign-in opened in one browser. Random, never derived from
 * anything that a platform sent.
 */
public record VisitId(UUID value) {

  public VisitId {
    Objects.requireNonNull(value);
  }

  public static VisitId random() {
    return new VisitId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static VisitId of(String text) {
    return new VisitId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
