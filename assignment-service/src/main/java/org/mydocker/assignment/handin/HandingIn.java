package org.mydocker.assignment.handin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.submission.Snapshot;
import org.mydocker.assignment.submission.Submitting;
import org.mydocker.assignment.work.Beginning;
import org.mydocker.assignment.work.StudentWork;
import org.mydocker.assignment.work.WorkRefused;
import org.mydocker.assignment.work.WorkingCopies;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Work is handed in by three doors, which all end the same way (ACT-08): the commit is on disk, the
 * row says that it is coming, the ref makes it stay, the row gets its number, and only then anyone
 * is told. Handing in again replaces the last one; all are kept (ACT-11). What is late, and what
 * comes too late, is by the server's clock (ACT-12).
 */
@Singleton
public class HandingIn {

  private final Beginning beginning;
  private final WorkingCopies workingCopies;
  private final Workspaces workspaces;
  private final Repositories repositories;
  private final Submissions submissions;
  private final Submitting submitting;
  private final ArchivedWork archives;
  private final Clock clock;

  @Inject
  public HandingIn(
      Beginning beginning,
      WorkingCopies workingCopies,
      Workspaces workspaces,
      Repositories repositories,
      Submissions submissions,
      Clock clock) {
    this.beginning = beginning;
    this.workingCopies = workingCopies;
    this.workspaces = workspaces;
    this.repositories = repositories;
    this.submissions = submissions;
    this.submitting = new Submitting(repositories);
    this.archives = new ArchivedWork(repositories, clock, TreeLimits.STANDARD);
    this.clock = clock;
  }

  /**
   * Hands in what is on the disk of the environment; what was pushed, if it never was opened.
   *
   * @param role of the session whose working copy is meant: a teacher has one as a student, too
   * @throws Refused what came after the cut-off
   * @throws Refusal {@code assignment.nothing} for no file at all
   */
  public HandedIn workingCopy(Assignment assignment, PersonId person, Role role) {
    boolean staff = role.staff();
    Instant begun = requireOpen(assignment);
    StudentWork work = beginning.of(assignment, person, staff);
    return workingCopies.alone(
        assignment,
        person,
        staff,
        () -> {
          EnvironmentId environment = assignment.details().environment().orElse(null);
          if (environment == null || work.opened().isEmpty()) {
            return branch(assignment, work, begun);
          }
          return snapshot(assignment, work, environment, role, begun);
        });
  }

  /** Hands in the files of an archive, exactly those. */
  public HandedIn archive(Assignment assignment, PersonId person, boolean staff, FileSource files) {
    Instant begun = requireOpen(assignment);
    StudentWork work = beginning.of(assignment, person, staff);
    return workingCopies.alone(
        assignment,
        person,
        staff,
        () -> {
          ArchivedWork.Taken taken = take(assignment, work, files);
          requireFiles(taken.files());
          HandedIn coming =
              coming(assignment, work, taken.commit(), taken.tree(), Door.ARCHIVE, begun);
          HandedIn kept =
              keep(
                  coming,
                  () -> submitting.submitPushed(work.repository(), taken.commit()).number());
          archives.advance(work.repository(), taken);
          return kept;
        });
  }

  /** Hands in what a push brought; one that ended too late stays on the branch alone. */
  public void pushed(
      Assignment assignment, StudentWork work, ObjectId commit, Instant begun, Instant ended) {
    workingCopies.alone(
        assignment,
        work.person(),
        work.staff(),
        () -> {
          if (assignment.schedule().judge(begun, ended) instanceof Schedule.Timing.Taken timing) {
            ObjectId tree = tree(work, commit);
            HandedIn coming = row(work, commit, tree, Door.GIT, begun, ended, timing.late());
            keep(coming, () -> submitting.submitPushed(work.repository(), commit).number());
          }
          return commit;
        });
  }

  private HandedIn snapshot(
      Assignment assignment,
      StudentWork work,
      EnvironmentId environment,
      Role role,
      Instant begun) {
    SessionKey key = new SessionKey(work.person(), environment, Optional.of(assignment.id()), role);
    Snapshot snapshot =
        workingCopies.snapshot(
            assignment,
            work,
            workspaces.home(key),
            workspaces,
            assignment.details().files().ignoredPaths());
    requireFiles(snapshot.files().size());
    HandedIn coming =
        coming(assignment, work, snapshot.commit(), snapshot.tree(), Door.ENVIRONMENT, begun);
    return keep(coming, () -> submitting.submit(snapshot).number());
  }

  private HandedIn branch(Assignment assignment, StudentWork work, Instant begun) {
    ObjectId head =
        repositories.reading(
            work.repository(),
            repository -> Refs.at(repository, repository.getFullBranch()).orElseThrow());
    HandedIn coming = coming(assignment, work, head, tree(work, head), Door.GIT, begun);
    return keep(coming, () -> submitting.submitPushed(work.repository(), head).number());
  }

  private ObjectId tree(StudentWork work, ObjectId commit) {
    return repositories.reading(
        work.repository(), repository -> Commits.treeOf(repository, commit));
  }

  private ArchivedWork.Taken take(Assignment assignment, StudentWork work, FileSource files) {
    try {
      return archives.take(work.repository(), files, assignment.details().files().ignoredPaths());
    } catch (TreeRefused e) {
      throw new WorkRefused(e);
    }
  }

  private HandedIn coming(
      Assignment assignment,
      StudentWork work,
      ObjectId commit,
      ObjectId tree,
      Door door,
      Instant begun) {
    Instant ended = clock.instant();
    Duration late = taken(assignment.schedule(), begun, ended).late();
    return row(work, commit, tree, door, begun, ended, late);
  }

  private static HandedIn row(
      StudentWork work,
      ObjectId commit,
      ObjectId tree,
      Door door,
      Instant begun,
      Instant ended,
      Duration late) {
    return new HandedIn(
        UUID.randomUUID(), work.id(), 0, commit, tree, door, begun, ended, late, work.handedOut());
  }

  private HandedIn keep(HandedIn coming, IntSupplier writingTheRef) {
    submissions.coming(coming);
    submissions.stays(coming.id(), writingTheRef.getAsInt());
    return submissions.find(coming.id()).orElseThrow();
  }

  private Instant requireOpen(Assignment assignment) {
    Instant now = clock.instant();
    taken(assignment.schedule(), now, now);
    return now;
  }

  private static Schedule.Timing.Taken taken(Schedule schedule, Instant begun, Instant ended) {
    Schedule.Timing timing = schedule.judge(begun, ended);
    if (timing instanceof Schedule.Timing.Taken taken) {
      return taken;
    }
    throw new Refused(Refused.Reason.CLOSED);
  }

  private static void requireFiles(int files) {
    if (files == 0) {
      throw new Refusal("assignment.nothing", 409);
    }
  }
}
