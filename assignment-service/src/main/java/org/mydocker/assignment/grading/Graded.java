package org.mydocker.assignment.grading;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/**
 * A person's grade in an assignment.
 *
 * @param submission that was looked at; empty when nothing was handed in
 * @param points empty for a comment without points
 * @param comment plain text
 * @param released when the person may see it, and since when it is on its way to the platform
 */
public record Graded(
    PersonId person,
    Optional<UUID> submission,
    Optional<Double> points,
    String comment,
    Instant graded,
    PersonId gradedBy,
    Optional<Instant> released) {

  public static final int LONGEST_COMMENT = 4_000;

  public Graded {
    if (comment.length() > LONGEST_COMMENT) {
      throw new IllegalArgumentException("a comment has at most 4,000 characters");
    }
  }
}
