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
import java.util.function.IntSupplier;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.FileRules;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileEntry;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.submission.Snapshot;
import org.mydocker.assignment.submission.SubmittedFiles;
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
 * Work is handed in by four doors, which all end the same way (ACT-08): the commit is on disk, the
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
  private final SubmittedFiles contents;
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
    this.contents = new SubmittedFiles(repositories);
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
    return onDisk(assignment, person, role, Door.ENVIRONMENT).submission();
  }

  /** What was handed in, and when each of its files had been saved. */
  public record OnDisk(HandedIn submission, List<SavedFile> files) {}

  /** The same by a command in the session, which is told the files and their times. */
  public OnDisk fromTerminal(Assignment assignment, PersonId person, Role role) {
    return onDisk(assignment, person, role, Door.TERMINAL);
  }

  /** What would be handed in now, and when each file was saved (ACT-08). */
  public List<SavedFile> now(Assignment assignment, PersonId person, Role role) {
    StudentWork work = beginning.of(assignment, person, role.staff());
    return workingCopies.alone(
        assignment,
        person,
        role.staff(),
        () ->
            copied(assignment, work)
                ? files(copy(assignment, work, role))
                : files(work, head(work)));
  }

  private OnDisk onDisk(Assignment assignment, PersonId person, Role role, Door door) {
    boolean staff = role.staff();
    Instant begun = requireOpen(assignment);
    StudentWork work = beginning.of(assignment, person, staff);
    return workingCopies.alone(
        assignment,
        person,
        staff,
        () ->
            copied(assignment, work)
                ? snapshot(assignment, work, role, door, begun)
                : branch(assignment, work, begun));
  }

  /** Whether there is a working copy in a home; else the branch is all there is. */
  private static boolean copied(Assignment assignment, StudentWork work) {
    return assignment.details().environment().isPresent() && work.opened().isPresent();
  }

  /**
   * Hands in the files of an archive, exactly those.
   *
   * @param begun when the archive began to come in
   */
  public HandedIn archive(
      Assignment assignment, PersonId person, boolean staff, FileSource files, Instant begun) {
    taken(assignment.schedule(), begun, clock.instant());
    StudentWork work = beginning.of(assignment, person, staff);
    return workingCopies.alone(
        assignment,
        person,
        staff,
        () -> {
          ArchivedWork.Taken taken = take(assignment, work, files);
          requireFiles(assignment, taken.files());
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

  /**
   * Hands in what a push brought; one that ended too late stays on the branch alone.
   *
   * @param door Git from elsewhere, or from the session's terminal
   * @return empty for what came too late
   */
  public Optional<HandedIn> pushed(
      Assignment assignment,
      StudentWork work,
      ObjectId commit,
      Door door,
      Instant begun,
      Instant ended) {
    return workingCopies.alone(
        assignment,
        work.person(),
        work.staff(),
        () -> {
          if (assignment.schedule().judge(begun, ended) instanceof Schedule.Timing.Taken timing) {
            ObjectId tree = tree(work, commit);
            HandedIn coming = row(work, commit, tree, door, begun, ended, timing.late());
            return Optional.of(
                keep(coming, () -> submitting.submitPushed(work.repository(), commit).number()));
          }
          return Optional.empty();
        });
  }

  private OnDisk snapshot(
      Assignment assignment, StudentWork work, Role role, Door door, Instant begun) {
    WorkingCopies.Saved copy = copy(assignment, work, role);
    Snapshot snapshot = copy.snapshot();
    requireFiles(assignment, sized(snapshot.files()));
    HandedIn coming = coming(assignment, work, snapshot.commit(), snapshot.tree(), door, begun);
    HandedIn kept = keep(coming, () -> submitting.submit(snapshot).number());
    return new OnDisk(kept, files(copy));
  }

  private WorkingCopies.Saved copy(Assignment assignment, StudentWork work, Role role) {
    EnvironmentId environment = assignment.details().environment().orElseThrow();
    SessionKey key = new SessionKey(work.person(), environment, Optional.of(assignment.id()), role);
    return workingCopies.saved(
        assignment,
        work,
        workspaces.home(key),
        workspaces,
        assignment.details().files().ignoredPaths());
  }

  private OnDisk branch(Assignment assignment, StudentWork work, Instant begun) {
    ObjectId head = head(work);
    requireFiles(assignment, sized(contents.content(work.repository(), head).files()));
    HandedIn coming = coming(assignment, work, head, tree(work, head), Door.GIT, begun);
    HandedIn kept = keep(coming, () -> submitting.submitPushed(work.repository(), head).number());
    return new OnDisk(kept, files(work, head));
  }

  private ObjectId head(StudentWork work) {
    return repositories.reading(
        work.repository(),
        repository -> Refs.at(repository, repository.getFullBranch()).orElseThrow());
  }

  private static List<SavedFile> files(WorkingCopies.Saved copy) {
    return copy.snapshot().files().stream()
        .map(
            file ->
                new SavedFile(
                    file.path(), file.size(), Optional.ofNullable(copy.times().get(file.path()))))
        .toList();
  }

  private List<SavedFile> files(StudentWork work, ObjectId commit) {
    return contents.content(work.repository(), commit).files().stream()
        .map(file -> new SavedFile(file.path(), file.size(), Optional.empty()))
        .toList();
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

  private static List<FileRules.Sized> sized(List<FileEntry> files) {
    return files.stream().map(file -> new FileRules.Sized(file.path(), file.size())).toList();
  }

  /** There are files, and none breaks the limits of the assignment (ACT-01). */
  private static void requireFiles(Assignment assignment, List<FileRules.Sized> files) {
    if (files.isEmpty()) {
      throw new Refusal("assignment.nothing", 409);
    }
    assignment
        .details()
        .files()
        .tooLarge(files)
        .ifPresent(
            broken -> {
              throw new Refusal(
                  broken.together() ? "assignment.files-too-large" : "assignment.file-too-large",
                  409,
                  Map.of("path", broken.path(), "limit", (broken.limit() >> 20) + " MB"));
            });
  }
}
