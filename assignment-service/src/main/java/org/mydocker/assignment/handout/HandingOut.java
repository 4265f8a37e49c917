package org.mydocker.assignment.handout;

import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.repository.TreeRefused;

/**
 * A student's first visit: a private repository whose branch is the current handout version
 * (ACT-03). The repository is complete on disk when {@link #handOut} returns and the row that names
 * it comes after; one without a row is an orphan that nobody can reach.
 */
public final class HandingOut {

  private final Repositories repositories;
  private final Handouts handouts;

  public HandingOut(Repositories repositories) {
    this.repositories = repositories;
    this.handouts = new Handouts(repositories);
  }

  /** The new repository and what is in it. */
  public record HandedOut(StudentRepositoryId repository, HandoutVersion version) {}

  /**
   * @throws TreeRefused with EMPTY if nothing was published yet
   */
  public HandedOut handOut(MaterialId material, BranchName branch) {
    HandoutVersion version =
        handouts.current(material).orElseThrow(() -> new TreeRefused(TreeRefused.Reason.EMPTY, ""));
    StudentRepositoryId student = repositories.newStudent(material, branch);
    repositories.changing(
        student,
        repository -> {
          Refs.create(repository, branch.ref(), version.commit());
          Refs.create(repository, Refs.HANDED_OUT, version.commit());
          return student;
        });
    return new HandedOut(student, version);
  }
}
