package org.mydocker.assignment.work;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.kernel.workspace.Body;
import org.mydocker.kernel.workspace.Change;

/** Says the steps of a merge in the kernel's words, with bodies that are read when they are due. */
final class BlobChanges {

  private BlobChanges() {}

  /** Usable while the repository is open. */
  static List<Change> of(
      Repository repository, List<org.mydocker.assignment.merge.Change> changes) {
    return changes.stream().map(change -> of(repository, change)).toList();
  }

  private static Change of(Repository repository, org.mydocker.assignment.merge.Change change) {
    if (change instanceof org.mydocker.assignment.merge.Change.Put put) {
      return new Change.Put(
          put.path(),
          new Blob(repository, put.blob(), put.size()),
          put.executable(),
          put.expected());
    }
    return new Change.Delete(change.path(), change.expected());
  }

  /** One file out of the object database. */
  record Blob(Repository repository, ObjectId id, long size) implements Body {
    @Override
    public InputStream open() throws IOException {
      return repository.open(id).openStream();
    }
  }
}
