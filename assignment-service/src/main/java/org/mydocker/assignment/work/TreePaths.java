package org.mydocker.assignment.work;

import java.util.List;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryId;

/** The paths of a tree, sorted. */
final class TreePaths {

  private TreePaths() {}

  static List<String> of(Repositories repositories, RepositoryId id, AnyObjectId tree) {
    return repositories.reading(
        id,
        repository -> {
          try (ObjectReader reader = repository.newObjectReader()) {
            return List.copyOf(FileTree.read(reader, tree).files().keySet());
          }
        });
  }
}
