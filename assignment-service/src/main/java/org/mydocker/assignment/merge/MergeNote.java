package org.mydocker.assignment.merge;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One thing about a merge that the student's page says.
 *
 * @param path of the file, as it is now
 * @param other a second path the sentence speaks of: where the other file lies, or lay before
 * @param lines of the merged file where the student's own were kept, from 1
 */
public record MergeNote(String path, Kind kind, Optional<String> other, List<Lines> lines) {

  /**
   * Lines {@code first} to {@code last}, both included; last before first where all were deleted.
   */
  public record Lines(int first, int last) {}

  public enum Kind {
    /** Both changed the same lines: the student's stay. */
    LINES_KEPT,
    /** Both changed a file that cannot be joined: the teacher's is beside. */
    BOTH_KEPT,
    /** A new file of the teacher has a name that the student used: the student's was renamed. */
    OWN_RENAMED,
    /** The same for a directory of the student. */
    OWN_DIRECTORY_RENAMED,
    /** A deleted file came back. */
    RESTORED,
    /** A file that the student renamed came back under its old name too. */
    RENAMED_AND_RESTORED,
    /** The teacher deleted a file that the student had changed: it stays. */
    KEPT_THOUGH_DELETED,
    /** The teacher deleted a file that the student had not changed. */
    DELETED,
    /** The teacher renamed a file that the student had changed: the changes went along. */
    FOLLOWED_RENAME,
    /** The teacher renamed or deleted a directory, where a file of the student stays. */
    LEFT_BEHIND
  }

  public MergeNote {
    lines = List.copyOf(lines);
  }

  static MergeNote of(String path, Kind kind) {
    return new MergeNote(path, kind, Optional.empty(), List.of());
  }

  static MergeNote of(String path, Kind kind, String other) {
    return new MergeNote(path, kind, Optional.of(other), List.of());
  }

  /** The key of the sentence in the message bundles. */
  public String sentence() {
    return "merge.note." + kind.name().toLowerCase(Locale.ROOT);
  }
}
