package org.mydocker.assignment.work;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.FileTree.Leaf;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.Change;
import org.mydocker.kernel.workspace.FolderName;
import org.mydocker.kernel.workspace.HomeId;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Puts exactly one submission's files into the scratch home of a reading session (broker.md
 * ENV-14). That the session has no network, and that the home goes with it, is the broker's part.
 */
@Singleton
public class ReadingCopies {

  private static final FolderName FOLDER = new FolderName("submission");

  private final Rows rows;
  private final Repositories repositories;

  @Inject
  public ReadingCopies(Rows rows, Repositories repositories) {
    this.rows = rows;
    this.repositories = repositories;
  }

  String open(Reading reading, SessionKey key, Workspaces workspaces) {
    Stored stored = stored(reading);
    HomeId home = workspaces.home(key);
    List<String> paths =
        repositories.reading(
            stored.repository(),
            repository -> {
              FileTree tree = tree(repository, stored.commit());
              workspaces.apply(home, FOLDER, puts(repository, tree));
              return List.copyOf(tree.files().keySet());
            });
    return FirstPath.in(FOLDER, paths);
  }

  /** Where the submission lies on disk. */
  private record Stored(StudentRepositoryId repository, ObjectId commit) {}

  private Stored stored(Reading reading) {
    Object[] found =
        rows.in(
            manager ->
                manager
                    .createQuery(
                        "select a.material, w.repository, s.commit"
                            + " from SubmissionRow s, WorkRow w, AssignmentRow a"
                            + " where s.id = :id and w.id = s.work and a.id = w.assignment",
                        Object[].class)
                    .setParameter("id", reading.submission())
                    .getSingleResult());
    return new Stored(
        new StudentRepositoryId(new MaterialId((String) found[0]), (String) found[1]),
        ObjectId.fromString((String) found[2]));
  }

  private static FileTree tree(Repository repository, ObjectId commit) throws IOException {
    try (ObjectReader reader = repository.newObjectReader()) {
      return FileTree.read(reader, Commits.treeOf(repository, commit));
    }
  }

  /** A second opening finds the files there already and leaves them. */
  private static List<Change> puts(Repository repository, FileTree tree) throws IOException {
    List<Change> puts = new ArrayList<>();
    try (ObjectReader reader = repository.newObjectReader()) {
      for (Map.Entry<String, Leaf> file : tree.files().entrySet()) {
        ObjectId blob = file.getValue().blob();
        long size = reader.getObjectSize(blob, Constants.OBJ_BLOB);
        puts.add(
            new Change.Put(
                file.getKey(),
                new BlobChanges.Blob(repository, blob, size),
                file.getValue().executable(),
                Optional.empty()));
      }
    }
    return puts;
  }
}
