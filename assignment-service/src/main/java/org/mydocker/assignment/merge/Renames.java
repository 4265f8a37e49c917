package org.mydocker.assignment.merge;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jgit.diff.DiffConfig;
import org.eclipse.jgit.diff.DiffEntry;
import org.eclipse.jgit.diff.RenameDetector;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;

/** Which files of one tree lie under another name in the next: old path to new path. */
final class Renames {

  /** Beyond this many candidates only equal contents are found, which costs next to nothing. */
  private static final int CANDIDATES = 200;

  private Renames() {}

  static Map<String, String> between(ObjectReader reader, ObjectId before, ObjectId after)
      throws IOException {
    RenameDetector detector = new RenameDetector(reader, new Config().get(DiffConfig.KEY));
    detector.setRenameLimit(CANDIDATES);
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(before);
      walk.addTree(after);
      walk.setRecursive(true);
      walk.setFilter(TreeFilter.ANY_DIFF);
      detector.addAll(DiffEntry.scan(walk));
    }
    Map<String, String> renames = new HashMap<>();
    for (DiffEntry entry : detector.compute()) {
      if (entry.getChangeType() == DiffEntry.ChangeType.RENAME) {
        renames.put(entry.getOldPath(), entry.getNewPath());
      }
    }
    return renames;
  }
}
