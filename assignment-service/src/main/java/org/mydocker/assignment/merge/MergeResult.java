package org.mydocker.assignment.merge;

import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.repository.StudentRepositoryId;

/**
 * A merge that is on disk but that no ref names yet: apply the changes to the working copy, then
 * {@link Merging#settle}. If a file there has changed meanwhile, drop it and begin again.
 *
 * @param commit with the student's snapshot, the branch and the handout as parents
 * @param tree what the working copy is to be
 * @param seen where the refs were when the merge was made
 */
public record MergeResult(
    StudentRepositoryId repository,
    HandoutVersion version,
    ObjectId commit,
    ObjectId tree,
    List<MergeNote> notes,
    List<Change> changes,
    Seen seen) {

  /** The refs from which settling moves on. */
  record Seen(ObjectId branch, Optional<ObjectId> workingCopy, Optional<ObjectId> handedOut) {}

  /** How the merge went, in one word, for the count before a publication (ACT-06). */
  public enum Outcome {
    UNTOUCHED,
    CLEAN,
    KEEPS_BOTH
  }

  public Outcome outcome() {
    if (changes.isEmpty()) {
      return Outcome.UNTOUCHED;
    }
    boolean met =
        notes.stream()
            .anyMatch(
                note ->
                    switch (note.kind()) {
                      case LINES_KEPT, BOTH_KEPT, OWN_RENAMED, OWN_DIRECTORY_RENAMED -> true;
                      case KEPT_THOUGH_DELETED -> true;
                      default -> false;
                    });
    return met ? Outcome.KEEPS_BOTH : Outcome.CLEAN;
  }
}
