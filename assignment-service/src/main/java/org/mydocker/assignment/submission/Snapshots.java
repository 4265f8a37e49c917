package org.mydocker.assignment.submission;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRecording;

/**
 * Takes what a working copy holds into its student repository (ACT-08): untracked files included,
 * nested {@code .git} left out (UPD-32), within the limits (SAFE-04). The commit follows the last
 * known state of the working copy and not the branch, so that a push made meanwhile from a laptop
 * is merged at the next opening and never undone.
 */
public final class Snapshots {

  private final Repositories repositories;
  private final Clock clock;
  private final TreeLimits limits;

  public Snapshots(Repositories repositories, Clock clock, TreeLimits limits) {
    this.repositories = repositories;
    this.clock = clock;
    this.limits = limits;
  }

  /**
   * @param ignored the assignment's patterns for a submission; {@link IgnoredPaths#NONE} for a
   *     merge, which must know of every file that it could meet (UPD-24)
   * @throws org.mydocker.assignment.repository.TreeRefused when it is too large; nothing changes
   */
  public Snapshot take(StudentRepositoryId id, FileSource workingCopy, IgnoredPaths ignored) {
    return repositories.reading(
        id,
        repository -> {
          try (ObjectInserter inserter = repository.newObjectInserter()) {
            TreeRecording files =
                new TreeRecording(inserter, limits, ignored, TreeRecording.Inspection.NONE);
            workingCopy.streamTo(files);
            ObjectId tree = files.tree().write(inserter);
            ObjectId commit = commit(repository, inserter, tree);
            return new Snapshot(id, commit, tree, files.entries(), files.dropped());
          }
        });
  }

  private ObjectId commit(Repository repository, ObjectInserter inserter, ObjectId tree)
      throws IOException {
    Optional<ObjectId> before = Refs.at(repository, Refs.WORKING_COPY);
    if (before.isPresent() && Commits.treeOf(repository, before.get()).equals(tree)) {
      inserter.flush();
      return before.get();
    }
    List<ObjectId> parents = before.stream().toList();
    return Commits.write(inserter, tree, parents, clock.instant(), "Snapshot");
  }
}
