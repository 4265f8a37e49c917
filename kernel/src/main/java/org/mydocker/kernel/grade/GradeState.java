package org.mydocker.kernel.grade;

import java.time.Instant;

/**
 * Where the last grade of one person in one column stands on its way to the platform (AGS-10).
 *
 * @param detail a code that pages turn into a sentence, such as {@code not-gradable}; empty when
 *     all is well
 */
public record GradeState(Step step, Instant since, String detail) {

  /** The steps of a grade on its way. */
  public enum Step {
    QUEUED,
    SENT,
    REFUSED,
    DEAD
  }
}
