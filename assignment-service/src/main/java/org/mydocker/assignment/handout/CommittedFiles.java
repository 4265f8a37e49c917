package org.mydocker.assignment.handout;

import java.io.IOException;
import java.io.InputStream;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.TreeGuard;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeWriter;

/**
 * The files of a commit that was fetched from elsewhere, as material. They are streamed out of the
 * object database; nothing is checked out and no filter or attribute is obeyed (SAFE-06). A link or
 * a submodule refuses the whole (UPD-27, UPD-28). The repository stays the caller's.
 */
public record CommittedFiles(Repository fetched, AnyObjectId commit, TreeLimits limits)
    implements FileSource {

  @Override
  public void streamTo(TreeWriter tree) throws IOException {
    AnyObjectId root = Commits.treeOf(fetched, commit);
    try (ObjectReader reader = fetched.newObjectReader();
        TreeWalk walk = new TreeWalk(reader)) {
      new TreeGuard(limits).check(reader, root);
      walk.addTree(root);
      walk.setRecursive(true);
      while (walk.next()) {
        try (InputStream content = reader.open(walk.getObjectId(0)).openStream()) {
          boolean executable = walk.getFileMode(0) == FileMode.EXECUTABLE_FILE;
          tree.file(walk.getPathString(), executable, content);
        }
      }
    }
  }
}
