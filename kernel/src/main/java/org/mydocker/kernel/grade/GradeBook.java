package org.mydocker.kernel.grade;

import java.util.Optional;
import org.mydocker.kernel.people.PersonId;

/**
 * The way of a grade to the platform. {@link #send} writes to the outbox in the caller's
 * transaction: the decision and its sending are one commit (AGS-10).
 */
public interface GradeBook {

  /** Queues; a later grade of the same person and column takes the place of one not sent yet. */
  void send(Grade grade);

  Optional<GradeState> state(ColumnId column, PersonId person);

  /** Tries again what was refused or given up, on a teacher's word. */
  void resend(ColumnId column, PersonId person);
}
