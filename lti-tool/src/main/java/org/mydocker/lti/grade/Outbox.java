package org.mydocker.lti.grade;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.Grade;
import org.mydocker.kernel.grade.GradeBook;
import org.mydocker.kernel.grade.GradeState;
import org.mydocker.kernel.grade.GradeState.Step;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.lti.people.Columns;
import org.mydocker.lti.platform.Lti;

/**
 * The kernel's door to the platforms' gradebooks (AGS-10). Joins the caller's transaction: the
 * decision and its sending are one commit.
 */
@Singleton
@Transactional
public class Outbox implements GradeBook {

  private final EntityManager manager;
  private final Columns columns;
  private final Clock clock;

  @Inject
  Outbox(@Lti EntityManager manager, Columns columns) {
    this(manager, columns, Clock.systemUTC());
  }

  public Outbox(EntityManager manager, Columns columns, Clock clock) {
    this.manager = manager;
    this.columns = columns;
    this.clock = clock;
  }

  /** Throws {@link IllegalArgumentException} for a column of another course (AGS-11). */
  @Override
  public void send(Grade grade) {
    boolean ofThatCourse =
        columns.find(grade.column()).filter(c -> c.course().equals(grade.course())).isPresent();
    if (!ofThatCourse) {
      throw new IllegalArgumentException(
          "column " + grade.column() + " is not of course " + grade.course());
    }
    Instant now = clock.instant();
    OutboxRow row = lockedRow(grade, now);
    row.decided++;
    row.points = grade.points().orElse(null);
    row.maximum = grade.maximum();
    row.comment = grade.comment();
    row.queued = now;
    row.nextAttempt = now;
    row.attempts = 0;
    row.conflicts = 0;
    boolean nothingToWithdraw = row.points == null && !row.everSent;
    row.become(nothingToWithdraw ? Step.SENT : Step.QUEUED, "", now);
  }

  @Override
  public Optional<GradeState> state(ColumnId column, PersonId person) {
    return find(column, person).map(row -> new GradeState(row.step, row.since, row.detail));
  }

  @Override
  public void resend(ColumnId column, PersonId person) {
    Instant now = clock.instant();
    find(column, person)
        .filter(row -> row.step == Step.REFUSED || row.step == Step.DEAD)
        .ifPresent(
            row -> {
              row.queued = now;
              row.nextAttempt = now;
              row.attempts = 0;
              row.conflicts = 0;
              row.become(Step.QUEUED, "", now);
            });
  }

  private OutboxRow lockedRow(Grade grade, Instant now) {
    manager
        .createNativeQuery(
            "insert into lti.grade_outbox (id, line_item, person, decided, maximum, comment_text,"
                + " step, since, detail, queued, attempts, conflicts, next_attempt, ever_sent)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)"
                + " on conflict do nothing")
        .setParameter(1, UUID.randomUUID())
        .setParameter(2, grade.column().value())
        .setParameter(3, grade.person().value())
        .setParameter(4, 0L)
        .setParameter(5, grade.maximum())
        .setParameter(6, "")
        .setParameter(7, Step.QUEUED.name())
        .setParameter(8, now)
        .setParameter(9, "")
        .setParameter(10, now)
        .setParameter(11, 0)
        .setParameter(12, 0)
        .setParameter(13, now)
        .setParameter(14, false)
        .executeUpdate();
    OutboxRow row = find(grade.column(), grade.person()).orElseThrow();
    manager.refresh(row, LockModeType.PESSIMISTIC_WRITE);
    return row;
  }

  private Optional<OutboxRow> find(ColumnId column, PersonId person) {
    return manager
        .createQuery(
            "from OutboxRow where lineItem = :column and person = :person", OutboxRow.class)
        .setParameter("column", column.value())
        .setParameter("person", person.value())
        .getResultStream()
        .findFirst();
  }
}
