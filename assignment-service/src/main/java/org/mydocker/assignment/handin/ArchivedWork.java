package org.mydocker.assignment.handin;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.catalogue.FileRules;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.FileTree.Leaf;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.repository.TreeRecording;
import org.mydocker.assignment.repository.TreeRefused;

/**
 * An archive that a student uploaded, taken in like a push: a commit on top of the branch with
 * exactly the archive's files, which is what is handed in; and the branch goes on with those files
 * laid over what it had, so that the next opening brings them into the working copy and an archive
 * of one file deletes nothing.
 */
final class ArchivedWork {

  private final Repositories repositories;
  private final Clock clock;
  private final TreeLimits limits;

  ArchivedWork(Repositories repositories, Clock clock, TreeLimits limits) {
    this.repositories = repositories;
    this.clock = clock;
    this.limits = limits;
  }

  /** The commit on disk, named by no ref; {@code overlay} is what the branch is to be. */
  record Taken(
      ObjectId commit,
      ObjectId tree,
      List<FileRules.Sized> files,
      ObjectId before,
      ObjectId overlay) {}

  /**
   * @throws TreeRefused when the files break a limit
   */
  Taken take(StudentRepositoryId id, FileSource files, IgnoredPaths ignored) {
    return repositories.reading(
        id,
        repository -> {
          try (ObjectInserter inserter = repository.newObjectInserter();
              ObjectReader reader = inserter.newReader()) {
            TreeRecording recording =
                new TreeRecording(inserter, limits, ignored, TreeRecording.Inspection.NONE);
            files.streamTo(recording);
            return commit(repository, inserter, reader, recording);
          }
        });
  }

  /** Moves the branch on; a push that came first wins, and the archive stays a submission only. */
  void advance(StudentRepositoryId id, Taken taken) {
    repositories.changing(
        id,
        repository -> {
          String branch = repository.getFullBranch();
          if (Refs.at(repository, branch).filter(taken.before()::equals).isPresent()) {
            Refs.move(repository, branch, taken.before(), taken.overlay());
          }
          return taken;
        });
  }

  private Taken commit(
      Repository repository, ObjectInserter inserter, ObjectReader reader, TreeRecording recording)
      throws IOException {
    ObjectId before = Refs.at(repository, repository.getFullBranch()).orElseThrow();
    FileTree archived = recording.tree();
    ObjectId tree = archived.write(inserter);
    ObjectId commit = Commits.write(inserter, tree, List.of(before), clock.instant(), "Archive");
    FileTree base = FileTree.read(reader, Commits.treeOf(repository, before));
    ObjectId laid = over(base, archived).write(inserter);
    ObjectId overlay =
        laid.equals(tree)
            ? commit
            : Commits.write(inserter, laid, List.of(before, commit), clock.instant(), "Archive");
    inserter.flush();
    return new Taken(commit, tree, sized(recording), before, overlay);
  }

  private static List<FileRules.Sized> sized(TreeRecording recording) {
    return recording.entries().stream()
        .map(file -> new FileRules.Sized(file.path(), file.size()))
        .toList();
  }

  private static FileTree over(FileTree base, FileTree archived) {
    SortedMap<String, Leaf> files = new TreeMap<>(base.files());
    files.keySet().removeIf(path -> archived.hasDirectory(path));
    archived
        .files()
        .keySet()
        .forEach(path -> files.keySet().removeIf(p -> p.startsWith(path + "/")));
    files.putAll(archived.files());
    return new FileTree(files);
  }
}
