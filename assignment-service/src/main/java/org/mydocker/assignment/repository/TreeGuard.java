package org.mydocker.assignment.repository;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.CanonicalTreeParser;
import org.mydocker.assignment.repository.TreeRefused.Reason;

/**
 * Measures trees that came from outside before anything trusts them: each distinct tree object is
 * read once and its sums are kept, so that twelve objects which spell ten thousand million paths
 * cost twelve readings (SAFE-04). Symbolic links and submodules are refused wherever they are, and
 * so is the file that tells where to get submodules, whatever it says (SAFE-05). One guard serves
 * one push; it is not for several threads.
 */
public final class TreeGuard {

  private final TreeLimits limits;
  private final Map<ObjectId, Measure> known = new HashMap<>();

  public TreeGuard(TreeLimits limits) {
    this.limits = limits;
  }

  /** What is below one tree; sums stop at the first one over its limit. */
  private record Measure(long paths, long bytes, int height, int longestPath) {
    static final Measure NOTHING = new Measure(0, 0, 0, 0);

    Measure and(Measure other) {
      return new Measure(
          paths + other.paths,
          bytes + other.bytes,
          Math.max(height, other.height),
          Math.max(longestPath, other.longestPath));
    }

    /** As part of a directory; it counts itself, or empty directories would cost nothing. */
    Measure under(int nameLength) {
      return new Measure(paths + 1, bytes, height + 1, longestPath + 1 + nameLength);
    }
  }

  /** Returns if the tree is within the limits and plain. */
  public void check(ObjectReader reader, AnyObjectId tree) throws IOException {
    measure(reader, tree.toObjectId(), "", 0);
  }

  private Measure measure(ObjectReader reader, ObjectId tree, String path, int depth)
      throws IOException {
    if (depth > limits.depth()) {
      throw new TreeRefused(Reason.TOO_DEEP, path);
    }
    Measure measure = known.get(tree);
    if (measure == null) {
      measure = read(reader, tree, path, depth);
      known.put(tree, measure);
    }
    if (depth + measure.height() > limits.depth()) {
      throw new TreeRefused(Reason.TOO_DEEP, path);
    }
    return measure;
  }

  private Measure read(ObjectReader reader, ObjectId tree, String path, int depth)
      throws IOException {
    Measure sum = Measure.NOTHING;
    CanonicalTreeParser entries = new CanonicalTreeParser(null, reader, tree);
    for (; !entries.eof(); entries.next()) {
      String name = entries.getEntryPathString();
      String entry = path.isEmpty() ? name : path + "/" + name;
      sum = sum.and(entry(reader, entries, entry, depth));
      within(sum, entry);
    }
    return sum;
  }

  private Measure entry(ObjectReader reader, CanonicalTreeParser entries, String path, int depth)
      throws IOException {
    int mode = entries.getEntryRawMode() & FileMode.TYPE_MASK;
    return switch (mode) {
      case FileMode.TYPE_TREE ->
          measure(reader, entries.getEntryObjectId(), path, depth + 1)
              .under(entries.getNameLength());
      case FileMode.TYPE_FILE -> {
        if (FilePath.namesSubmodules(path)) {
          throw new TreeRefused(Reason.SUBMODULE, path);
        }
        long size = reader.getObjectSize(entries.getEntryObjectId(), Constants.OBJ_BLOB);
        if (size > limits.fileBytes()) {
          throw new TreeRefused(Reason.FILE_TOO_BIG, path);
        }
        yield new Measure(1, size, 0, entries.getNameLength());
      }
      case FileMode.TYPE_SYMLINK -> throw new TreeRefused(Reason.SYMLINK, path);
      case FileMode.TYPE_GITLINK -> throw new TreeRefused(Reason.SUBMODULE, path);
      default -> throw new TreeRefused(Reason.NAME_FORBIDDEN, path);
    };
  }

  private void within(Measure sum, String path) {
    if (sum.paths() > limits.paths()) {
      throw new TreeRefused(Reason.TOO_MANY_FILES, path);
    }
    if (sum.bytes() > limits.bytes()) {
      throw new TreeRefused(Reason.TOO_MANY_BYTES, path);
    }
    if (sum.longestPath() > limits.pathBytes()) {
      throw new TreeRefused(Reason.NAME_TOO_LONG, path);
    }
  }
}
