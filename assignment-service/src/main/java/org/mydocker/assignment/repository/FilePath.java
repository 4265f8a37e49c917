package org.mydocker.assignment.repository;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.mydocker.assignment.repository.TreeRefused.Reason;

/** The rules for the path of one incoming file. */
final class FilePath {

  private static final ObjectChecker NAMES = new ObjectChecker().setSafeForMacOS(true);

  private FilePath() {}

  /** Refuses what is out of bounds; what Git must not hold is for the caller to drop. */
  static void requireWithin(TreeLimits limits, String path) {
    if (path.chars().filter(c -> c == '/').count() > limits.depth()) {
      throw new TreeRefused(Reason.TOO_DEEP, path);
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > limits.pathBytes()) {
      throw new TreeRefused(Reason.NAME_TOO_LONG, path.substring(0, Math.min(path.length(), 100)));
    }
  }

  /** Whether it is the file by which Git fetches submodules, on any file system. */
  static boolean namesSubmodules(String path) {
    return path.substring(path.lastIndexOf('/') + 1).equalsIgnoreCase(".gitmodules");
  }

  /** Why the path is left out, if it is. */
  static Optional<Dropped.Reason> dropped(String path, IgnoredPaths ignored) {
    Optional<Dropped.Reason> reason = Optional.empty();
    for (String part : path.split("/", -1)) {
      reason = reason.or(() -> droppedPart(part));
    }
    if (reason.isEmpty() && ignored.contains(path)) {
      return Optional.of(Dropped.Reason.IGNORED);
    }
    return reason;
  }

  private static Optional<Dropped.Reason> droppedPart(String part) {
    if (part.equalsIgnoreCase(".git") || namesSubmodules(part)) {
      return Optional.of(Dropped.Reason.NESTED_GIT);
    }
    if (part.equals(".ipynb_checkpoints")) {
      return Optional.of(Dropped.Reason.CHECKPOINT);
    }
    byte[] raw = part.getBytes(StandardCharsets.UTF_8);
    try {
      NAMES.checkPathSegment(raw, 0, raw.length);
      return Optional.empty();
    } catch (CorruptObjectException e) {
      return Optional.of(Dropped.Reason.NAME_FORBIDDEN);
    }
  }
}
