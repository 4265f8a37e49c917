package org.mydocker.kernel.grade;

import java.util.Objects;
import java.util.UUID;

/**
 * One grade column: one line item of one registration, learned in one course. Random, never derived
 * from anything that a platform sent.
 */
public record ColumnId(UUID value) {

  public ColumnId {
    Objects.requireNonNull(value);
  }

  public static ColumnId random() {
    return new ColumnId(UUID.randomUUID());
  }

  /** Reads what {@link #toString()} wrote; {@link IllegalArgumentException} for anything else. */
  public static ColumnId of(String text) {
    return new ColumnId(UUID.fromString(text));
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
