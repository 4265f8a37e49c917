package org.mydocker.assignment.handin;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;

/**
 * A submission as the record has it: what the repository cannot say.
 *
 * @param work whose
 * @param number of the ref {@code refs/submissions/NUMBER}
 * @param begun and {@code ended} are when the transfer was, by the server's clock (ACT-12)
 * @param late zero when in time
 * @param handout number of the version that the work was based on
 */
public record HandedIn(
    UUID id,
    UUID work,
    int number,
    ObjectId commit,
    ObjectId tree,
    Door door,
    Instant begun,
    Instant ended,
    Duration late,
    int handout) {

  /** Not for one that was found again: it came before that, and nobody knows when (DATA-04). */
  public boolean timeKnown() {
    return door != Door.RECOVERED;
  }

  public boolean isLate() {
    return timeKnown() && !late.isZero();
  }
}
