package org.mydocker.assignment.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.merge.Change.Delete;
import org.mydocker.assignment.merge.Change.Put;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.FileTree.Leaf;

/**
 * The steps from the working copy to the merged tree. New names first, so that a file which moves
 * is written before its old place is touched; then deletions, so that a directory may become a
 * file; then the rest.
 */
final class Changes {

  private Changes() {}

  /**
   * @param hashes SHA-256 by path of the working copy as snapshotted
   */
  static List<Change> between(
      FileTree ours, FileTree merged, Map<String, String> hashes, Blobs blobs) throws IOException {
    List<Change> first = new ArrayList<>();
    List<Change> last = new ArrayList<>();
    for (Map.Entry<String, Leaf> file : merged.files().entrySet()) {
      String path = file.getKey();
      Leaf leaf = file.getValue();
      if (!ours.at(path).equals(Optional.of(leaf))) {
        Optional<String> expected = Optional.ofNullable(hashes.get(path));
        long size = blobs.size(leaf.blob());
        boolean fresh = expected.isEmpty() && !ours.hasDirectory(path) && !belowFile(ours, path);
        (fresh ? first : last).add(new Put(path, leaf.executable(), leaf.blob(), size, expected));
      }
    }
    for (String path : ours.files().keySet()) {
      if (merged.at(path).isEmpty()) {
        first.add(new Delete(path, Optional.ofNullable(hashes.get(path))));
      }
    }
    first.addAll(last);
    return List.copyOf(first);
  }

  private static boolean belowFile(FileTree tree, String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (tree.at(path.substring(0, slash)).isPresent()) {
        return true;
      }
    }
    return false;
  }
}
