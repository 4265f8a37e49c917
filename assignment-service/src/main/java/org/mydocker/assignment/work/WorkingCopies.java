package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.handout.Handouts;
import org.mydocker.assignment.merge.MergeResult;
import org.mydocker.assignment.merge.Merging;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryUnavailable;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.rows.Leases;
import org.mydocker.assignment.submission.Snapshot;
import org.mydocker.assignment.submission.Snapshots;
import org.mydocker.assignment.submission.Submitting;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.workspace.Applied;
import org.mydocker.kernel.workspace.HomeId;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Keeps the working copies in homes and the student repositories together (ACT-05). An update is a
 * snapshot, a merge, and changes that are applied only where the file is still what was
 * snapshotted; if something was saved meanwhile, the whole is done again, three times at most, and
 * then left for the next opening. Whatever fails leaves the files as they were or as they become by
 * trying again: nothing is ever taken away first.
 */
@Singleton
public class WorkingCopies {

  private static final int TRIES = 3;

  private final Beginning beginning;
  private final StudentWorks works;
  private final Repositories repositories;
  private final Snapshots snapshots;
  private final Merging merging;
  private final Leases leases;
  private final Clock clock;

  @Inject
  public WorkingCopies(
      Beginning beginning,
      StudentWorks works,
      Repositories repositories,
      Snapshots snapshots,
      Merging merging,
      Leases leases,
      Clock clock) {
    this.beginning = beginning;
    this.works = works;
    this.repositories = repositories;
    this.snapshots = snapshots;
    this.merging = merging;
    this.leases = leases;
    this.clock = clock;
  }

  /** Brings the working copy of that session up to date; returns what to open first. */
  String open(Assignment assignment, SessionKey key, Workspaces workspaces) {
    boolean staff = key.role().staff();
    StudentWork work = beginning.of(assignment, key.person(), staff);
    return alone(
        assignment,
        key.person(),
        staff,
        () -> {
          HomeId home = workspaces.home(key);
          return FirstPath.in(assignment.folder(), update(assignment, work, home, workspaces));
        });
  }

  /**
   * What the working copy holds now, as a commit that no ref names yet; the caller holds {@link
   * #alone}.
   */
  public Snapshot snapshot(
      Assignment assignment,
      StudentWork work,
      HomeId home,
      Workspaces workspaces,
      IgnoredPaths ignored) {
    return saved(assignment, work, home, workspaces, ignored).snapshot();
  }

  /** A snapshot, and when each of its files was saved (ACT-08). */
  public record Saved(Snapshot snapshot, Map<String, Instant> times) {}

  /** The same, and when each file was saved. */
  public Saved saved(
      Assignment assignment,
      StudentWork work,
      HomeId home,
      Workspaces workspaces,
      IgnoredPaths ignored) {
    return workspaces.snapshot(
        home,
        assignment.folder(),
        tar -> {
          TarFiles files = new TarFiles(tar);
          Snapshot taken = take(work, files, ignored);
          works.saved(work.id(), files.newest());
          return new Saved(taken, files.saved());
        });
  }

  /** Takes what the working copy of that session holds into the repository, handing in nothing. */
  void keep(Assignment assignment, SessionKey key, Workspaces workspaces) {
    boolean staff = key.role().staff();
    works
        .find(assignment, key.person(), staff)
        .filter(work -> work.opened().isPresent())
        .ifPresent(
            work ->
                alone(
                    assignment,
                    key.person(),
                    staff,
                    () -> {
                      HomeId home = workspaces.home(key);
                      Snapshot taken =
                          snapshot(assignment, work, home, workspaces, IgnoredPaths.NONE);
                      new Submitting(repositories).remember(taken);
                      return taken;
                    }));
  }

  /** One act at a time on one person's work, in all instances (UPD-35). */
  public <T> T alone(Assignment assignment, PersonId person, boolean staff, Supplier<T> act) {
    return leases.holding(Beginning.name(assignment, person, staff), act);
  }

  private Snapshot take(StudentWork work, TarFiles files, IgnoredPaths ignored) {
    try {
      return snapshots.take(work.repository(), files, ignored);
    } catch (TreeRefused e) {
      throw new WorkRefused(e);
    }
  }

  private List<String> update(
      Assignment assignment, StudentWork work, HomeId home, Workspaces workspaces) {
    HandoutVersion version =
        new Handouts(repositories).current(assignment.material()).orElseThrow();
    for (int tried = 1; ; tried++) {
      Snapshot ours = snapshot(assignment, work, home, workspaces, IgnoredPaths.NONE);
      MergeResult merge = merging.merge(ours, version);
      boolean done = apply(assignment, work, home, workspaces, merge) && settled(merge);
      if (done) {
        works.broughtUpToDate(work.id(), version.number(), clock.instant(), notes(version, merge));
      }
      if (done || tried == TRIES) {
        return TreePaths.of(repositories, work.repository(), done ? merge.tree() : ours.tree());
      }
    }
  }

  /** Whether nothing had changed under our hands. */
  private boolean apply(
      Assignment assignment,
      StudentWork work,
      HomeId home,
      Workspaces workspaces,
      MergeResult merge) {
    if (merge.changes().isEmpty()) {
      return true;
    }
    Applied applied =
        repositories.reading(
            work.repository(),
            repository ->
                workspaces.apply(
                    home, assignment.folder(), BlobChanges.of(repository, merge.changes())));
    return applied.changedMeanwhile().isEmpty();
  }

  private boolean settled(MergeResult merge) {
    try {
      merging.settle(merge);
      return true;
    } catch (RepositoryUnavailable e) {
      if (e.reason() == RepositoryUnavailable.Reason.MOVED) {
        return false; // a push came first: merge again, with it
      }
      throw e;
    }
  }

  private List<Note> notes(HandoutVersion version, MergeResult merge) {
    Instant now = clock.instant();
    return merge.notes().stream()
        .map(
            note ->
                new Note(
                    version.number(),
                    note.kind().name().toLowerCase(Locale.ROOT),
                    note.path(),
                    note.other(),
                    now))
        .toList();
  }
}
