package org.mydocker.assignment.repository.http;

import java.util.Optional;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.kernel.people.PersonId;

/**
 * What one request may do in one repository. The branch and the submissions are shown; feedback
 * only when it is released; nothing else ever is.
 *
 * @param from where it was asked, and so what a push means
 * @param person who asks, where that matters
 */
public record GitGrant(
    StudentRepositoryId repository,
    BranchName branch,
    boolean push,
    boolean feedback,
    From from,
    Optional<PersonId> person) {

  /** Where it was asked. */
  public enum From {
    LAPTOP,
    /** From inside of the student's own session. */
    SESSION,
    /** By a teacher, for the repository of the material: its branch may be made and replaced. */
    TEACHER
  }

  /** For a student who asks from elsewhere. */
  public GitGrant(
      StudentRepositoryId repository, BranchName branch, boolean push, boolean feedback) {
    this(repository, branch, push, feedback, From.LAPTOP, Optional.empty());
  }

  boolean shows(String ref) {
    return ref.equals("HEAD")
        || ref.equals(branch.ref())
        || ref.startsWith(Refs.SUBMISSIONS)
        || (feedback && ref.startsWith(Refs.FEEDBACK));
  }
}
