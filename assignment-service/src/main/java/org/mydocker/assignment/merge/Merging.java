package org.mydocker.assignment.merge;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.merge.MergeResult.Seen;
import org.mydocker.assignment.merge.TreeMerge.Renamed;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileEntry;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryUnavailable;
import org.mydocker.assignment.submission.Snapshot;

/**
 * Brings a working copy up to date (ACT-05) in two steps that are the same merge: first with what
 * the student pushed from elsewhere since (ACT-07), then with the handout version; its base is the
 * version last handed out to this student, whatever the teacher's repository did meanwhile. A
 * working copy that never was filled has no base, so what lies there already is adopted (UPD-31).
 * {@link #merge} moves no ref; {@link #settle} does, after the changes were applied. If the service
 * dies in between, the next opening merges again and finds nothing left to do.
 */
public final class Merging {

  private final Repositories repositories;
  private final Clock clock;

  public Merging(Repositories repositories, Clock clock) {
    this.repositories = repositories;
    this.clock = clock;
  }

  /**
   * Merges in memory and on disk, moving nothing.
   *
   * @param ours of the whole working copy, nothing ignored
   */
  public MergeResult merge(Snapshot ours, HandoutVersion version) {
    return repositories.reading(
        ours.repository(),
        repository -> {
          try (ObjectInserter inserter = repository.newObjectInserter();
              ObjectReader reader = inserter.newReader()) {
            return merge(repository, new Blobs(reader, inserter), ours, version);
          }
        });
  }

  /**
   * Makes the merge the student's branch and the state of the working copy; on disk on return.
   *
   * @throws RepositoryUnavailable with MOVED if a push or another opening came first: begin again
   */
  public void settle(MergeResult merge) {
    repositories.changing(
        merge.repository(),
        repository -> {
          Seen seen = merge.seen();
          Refs.move(repository, repository.getFullBranch(), seen.branch(), merge.commit());
          Refs.move(repository, Refs.WORKING_COPY, orZero(seen.workingCopy()), merge.commit());
          ObjectId version = merge.version().commit();
          Refs.move(repository, Refs.HANDED_OUT, orZero(seen.handedOut()), version);
          return merge;
        });
  }

  private MergeResult merge(
      Repository repository, Blobs blobs, Snapshot ours, HandoutVersion version)
      throws IOException {
    Seen seen = seen(repository);
    Instant now = clock.instant();
    FileTree snapshot = FileTree.read(blobs.reader(), ours.tree());
    List<MergeNote> notes = new ArrayList<>();
    FileTree merged = snapshot;
    if (!seen.workingCopy().equals(Optional.of(seen.branch()))) {
      Trees push =
          new Trees(tree(repository, parting(repository, seen)), tree(repository, seen.branch()));
      merged = push.mergeInto(merged, Side.push(now), blobs, notes);
    }
    Trees handout = new Trees(tree(repository, seen.handedOut()), Optional.of(version.tree()));
    merged = handout.mergeInto(merged, Side.handout(version.number(), now), blobs, notes);
    ObjectId tree = merged.write(blobs.inserter());
    ObjectId commit = commit(repository, blobs.inserter(), ours, version, seen, tree);
    List<Change> changes = Changes.between(snapshot, merged, hashes(ours), blobs);
    return new MergeResult(ours.repository(), version, commit, tree, notes, changes, seen);
  }

  /** The base and the other side of one merge; an absent one is empty. */
  private record Trees(Optional<ObjectId> base, Optional<ObjectId> theirs) {

    FileTree mergeInto(FileTree ours, Side side, Blobs blobs, List<MergeNote> notes)
        throws IOException {
      Renamed renamed = Renamed.NOTHING;
      if (base.isPresent() && theirs.isPresent()) {
        ObjectId mine = ours.write(blobs.inserter());
        blobs.inserter().flush();
        renamed =
            new Renamed(
                Renames.between(blobs.reader(), base.get(), mine),
                Renames.between(blobs.reader(), base.get(), theirs.get()));
      }
      TreeMerge.Outcome outcome =
          new TreeMerge(read(base, blobs), ours, read(theirs, blobs), renamed, side, blobs).merge();
      notes.addAll(outcome.notes());
      return outcome.tree();
    }

    private static FileTree read(Optional<ObjectId> tree, Blobs blobs) throws IOException {
      return tree.isPresent() ? FileTree.read(blobs.reader(), tree.get()) : FileTree.EMPTY;
    }
  }

  /**
   * No new commit if a parent is already what the merge would be: a student without work of their
   * own is on the handout version itself (NBG-10, NBG-15).
   */
  private ObjectId commit(
      Repository repository,
      ObjectInserter inserter,
      Snapshot ours,
      HandoutVersion version,
      Seen seen,
      ObjectId tree)
      throws IOException {
    boolean noNews = seen.handedOut().equals(Optional.of(version.commit()));
    if (nothingOfTheirOwn(seen) && version.tree().equals(tree)) {
      inserter.flush();
      return version.commit();
    }
    boolean neverFilled = seen.workingCopy().isEmpty() && ours.files().isEmpty();
    Set<ObjectId> parents = new LinkedHashSet<>();
    if (!neverFilled && !seen.workingCopy().equals(Optional.of(ours.commit()))) {
      parents.add(ours.commit());
    }
    if (parents.isEmpty() || !seen.workingCopy().equals(Optional.of(seen.branch()))) {
      parents.add(seen.branch());
    }
    if (!noNews) {
      parents.add(version.commit());
    }
    ObjectId only = parents.iterator().next();
    if (parents.size() == 1 && Commits.treeOf(repository, only).equals(tree)) {
      inserter.flush();
      return only;
    }
    String message = "Handout " + version.number();
    return Commits.write(inserter, tree, List.copyOf(parents), clock.instant(), message);
  }

  private static boolean nothingOfTheirOwn(Seen seen) {
    return seen.handedOut().equals(Optional.of(seen.branch()))
        && seen.workingCopy().map(seen.branch()::equals).orElse(true);
  }

  /** The last state that the working copy and the branch had in common. */
  private static Optional<ObjectId> parting(Repository repository, Seen seen) throws IOException {
    return seen.workingCopy().isPresent()
        ? Commits.mergeBase(repository, seen.workingCopy().get(), seen.branch())
        : Optional.empty();
  }

  private static Seen seen(Repository repository) throws IOException {
    return new Seen(
        Refs.at(repository, repository.getFullBranch()).orElse(ObjectId.zeroId()),
        Refs.at(repository, Refs.WORKING_COPY),
        Refs.at(repository, Refs.HANDED_OUT));
  }

  private static Optional<ObjectId> tree(Repository repository, Optional<ObjectId> commit)
      throws IOException {
    return commit.isPresent()
        ? Optional.of(Commits.treeOf(repository, commit.get()))
        : Optional.empty();
  }

  private static Optional<ObjectId> tree(Repository repository, ObjectId commit)
      throws IOException {
    return tree(repository, Optional.of(commit));
  }

  private static Map<String, String> hashes(Snapshot ours) {
    return ours.files().stream().collect(Collectors.toMap(FileEntry::path, FileEntry::sha256));
  }

  private static ObjectId orZero(Optional<ObjectId> id) {
    return id.orElse(ObjectId.zeroId());
  }
}
