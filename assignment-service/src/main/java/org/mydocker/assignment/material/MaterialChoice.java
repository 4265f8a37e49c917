package org.mydocker.assignment.material;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.StudentRepositoryId;

/** Where a teacher wants a version's files to come from. */
public sealed interface MaterialChoice {

  /** Nothing yet: the assignment can be opened when a version is published later. */
  record Nothing() implements MaterialChoice {}

  record Archive(Upload upload) implements MaterialChoice {}

  /** The current version of another assignment. */
  record Copy(MaterialId material, String title) implements MaterialChoice {}

  /** What a teacher pushed to the repository that is kept for it here. */
  record Pushed(StudentRepositoryId repository, ObjectId commit) implements MaterialChoice {}

  /**
   * A commit of a Git repository, by https.
   *
   * @param reference a branch or a tag; empty for the default branch
   * @param token for a repository that is not public; goes into no row, URL or log (ACT-21)
   */
  record Git(String url, Optional<String> reference, Optional<String> token)
      implements MaterialChoice {

    @Override
    public String toString() {
      return "Git[" + url + "]";
    }
  }
}
