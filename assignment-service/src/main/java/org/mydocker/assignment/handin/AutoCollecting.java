package org.mydocker.assignment.handin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.rows.Leases;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.assignment.submission.Snapshot;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.assignment.work.WorkingCopies;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Takes the working copy of everyone who began and did not hand in, once the due date that holds
 * for that person has passed (ACT-13). What cannot be taken now, because the engine is away, is
 * taken the next time; a due date of long ago is left alone.
 */
@Singleton
public class AutoCollecting {

  private static final Logger LOG = Logger.getLogger(AutoCollecting.class.getName());
  private static final Duration LONG_AGO = Duration.ofDays(14);

  private final Assignments assignments;
  private final AssignmentDoor door;
  private final StudentWorks works;
  private final Submissions submissions;
  private final WorkingCopies workingCopies;
  private final Workspaces workspaces;
  private final Repositories repositories;
  private final Leases leases;
  private final Rows rows;
  private final Clock clock;

  @Inject
  public AutoCollecting(
      Assignments assignments,
      AssignmentDoor door,
      StudentWorks works,
      Submissions submissions,
      WorkingCopies workingCopies,
      Workspaces workspaces,
      Repositories repositories,
      Leases leases,
      Rows rows,
      Clock clock) {
    this.assignments = assignments;
    this.door = door;
    this.works = works;
    this.submissions = submissions;
    this.workingCopies = workingCopies;
    this.workspaces = workspaces;
    this.repositories = repositories;
    this.leases = leases;
    this.rows = rows;
    this.clock = clock;
  }

  /** What was taken of an assignment, by work. */
  public Map<UUID, AutoCollected> of(ActivityId assignment) {
    return rows.in(
        manager ->
            manager
                .createQuery(
                    "from AutoCollectedRow where work in"
                        + " (select id from WorkRow where assignment = :assignment)",
                    AutoCollectedRow.class)
                .setParameter("assignment", assignment.value())
                .getResultStream()
                .map(AutoCollectedRow::collected)
                .collect(Collectors.toMap(AutoCollected::work, Function.identity())));
  }

  /** Takes what is due by now; one instance at a time. */
  public void collect() {
    leases.holding(
        "auto-collecting",
        () -> {
          assignments
              .dueBetween(clock.instant().minus(LONG_AGO), clock.instant())
              .forEach(this::of);
          return true;
        });
  }

  private void of(Assignment assignment) {
    if (assignment.details().environment().isEmpty()) {
      return;
    }
    Map<UUID, AutoCollected> taken = of(assignment.id());
    Map<UUID, List<HandedIn>> handedIn = submissions.of(assignment.id());
    for (StudentWork work : works.of(assignment)) {
      boolean left = !work.staff() && work.opened().isPresent() && !handedIn.containsKey(work.id());
      if (left && due(assignment, work, Optional.ofNullable(taken.get(work.id())))) {
        attempt(assignment, work);
      }
    }
  }

  /** The date has passed, and nothing was taken since: it may be a later one than the first was. */
  private boolean due(Assignment assignment, StudentWork work, Optional<AutoCollected> before) {
    Optional<Instant> due = door.extended(assignment, work.person()).schedule().due();
    return due.filter(clock.instant()::isAfter)
        .filter(date -> before.map(AutoCollected::collected).filter(date::isBefore).isEmpty())
        .isPresent();
  }

  /** One that fails keeps none of the others from being taken. */
  private void attempt(Assignment assignment, StudentWork work) {
    try {
      workingCopies.alone(
          assignment,
          work.person(),
          false,
          () -> submissions.of(work.id()).isEmpty() ? take(assignment, work) : work);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "work " + work.id() + " could not be collected yet");
    }
  }

  private StudentWork take(Assignment assignment, StudentWork work) {
    EnvironmentId environment = assignment.details().environment().orElseThrow();
    SessionKey key =
        new SessionKey(work.person(), environment, Optional.of(assignment.id()), Role.STUDENT);
    Snapshot snapshot =
        workingCopies.snapshot(
            assignment,
            work,
            workspaces.home(key),
            workspaces,
            assignment.details().files().ignoredPaths());
    repositories.changing(
        work.repository(),
        repository -> {
          String ref = Refs.AUTO_COLLECTED + Refs.nextNumber(repository, Refs.AUTO_COLLECTED);
          Refs.create(repository, ref, snapshot.commit());
          return ref;
        });
    rows.run(
        manager -> {
          manager
              .createQuery("delete from AutoCollectedRow where work = :work")
              .setParameter("work", work.id())
              .executeUpdate();
          manager.persist(
              new AutoCollectedRow(work.id(), snapshot.commit(), snapshot.tree(), clock.instant()));
        });
    return work;
  }
}
