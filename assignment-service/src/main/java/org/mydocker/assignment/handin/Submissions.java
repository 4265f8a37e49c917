package org.mydocker.assignment.handin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.activity.ActivityId;

/** The record of what was handed in. Only what is finished is seen by those who list and grade. */
@Singleton
public class Submissions {

  private final Rows rows;

  @Inject
  public Submissions(Rows rows) {
    this.rows = rows;
  }

  /** Before the ref: that it is coming, and since when. */
  void coming(HandedIn one) {
    rows.run(manager -> manager.persist(new SubmissionRow(one)));
  }

  /** After the ref: under which number it stays. */
  void stays(UUID id, int number) {
    rows.run(manager -> manager.find(SubmissionRow.class, id).number = number);
  }

  void forget(UUID id) {
    rows.run(manager -> manager.remove(manager.find(SubmissionRow.class, id)));
  }

  /** Those of a work whose ref may or may not have been written. */
  List<HandedIn> unfinished(UUID work) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from SubmissionRow where work = :work and number is null", SubmissionRow.class)
                .setParameter("work", work)
                .getResultStream()
                .map(SubmissionRow::handedIn)
                .toList());
  }

  /** One person's, the last one first. */
  public List<HandedIn> of(UUID work) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from SubmissionRow where work = :work and number is not null"
                        + " order by number desc",
                    SubmissionRow.class)
                .setParameter("work", work)
                .getResultStream()
                .map(SubmissionRow::handedIn)
                .toList());
  }

  public Optional<HandedIn> find(UUID work, int number) {
    return of(work).stream().filter(one -> one.number() == number).findFirst();
  }

  public Optional<HandedIn> find(UUID id) {
    return rows.in(
        manager ->
            Optional.ofNullable(manager.find(SubmissionRow.class, id))
                .filter(row -> row.number != null)
                .map(SubmissionRow::handedIn));
  }

  /** Everyone's of an assignment, by work, the last one first. */
  public Map<UUID, List<HandedIn>> of(ActivityId assignment) {
    return rows.in(
        manager ->
            ofAssignment(manager, assignment)
                .map(SubmissionRow::handedIn)
                .collect(Collectors.groupingBy(HandedIn::work)));
  }

  private static Stream<SubmissionRow> ofAssignment(EntityManager manager, ActivityId id) {
    return manager
        .createQuery(
            "from SubmissionRow where number is not null"
                + " and work in (select id from WorkRow where assignment = :assignment)"
                + " order by number desc",
            SubmissionRow.class)
        .setParameter("assignment", id.value())
        .getResultStream();
  }
}
