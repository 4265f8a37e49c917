package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/** The looks that graders take at submissions; one a grader and a submission. */
@Singleton
public class Readings {

  private final Rows rows;
  private final Clock clock;

  @Inject
  public Readings(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  public Optional<Reading> find(ActivityId id) {
    return rows.in(
        manager ->
            Optional.ofNullable(manager.find(ReadingRow.class, id.value()))
                .map(ReadingRow::reading));
  }

  /** The assignment and whose hand the submission came from. */
  public record Matter(ActivityId assignment, PersonId student) {}

  public Optional<Matter> matter(Reading reading) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "select w.assignment, w.person from SubmissionRow s, WorkRow w"
                        + " where s.id = :id and w.id = s.work",
                    Object[].class)
                .setParameter("id", reading.submission())
                .getResultStream()
                .findFirst()
                .map(
                    found ->
                        new Matter(
                            new ActivityId((UUID) found[0]), new PersonId((UUID) found[1]))));
  }

  /** That grader's look at that submission, the same each time. */
  public Reading of(UUID submission, PersonId grader) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from ReadingRow where submission = :submission and grader = :grader",
                    ReadingRow.class)
                .setParameter("submission", submission)
                .setParameter("grader", grader.value())
                .getResultStream()
                .findFirst()
                .map(ReadingRow::reading)
                .orElseGet(
                    () -> {
                      Reading fresh = new Reading(ActivityId.random(), submission, grader);
                      manager.persist(new ReadingRow(fresh, clock.instant()));
                      return fresh;
                    }));
  }
}
