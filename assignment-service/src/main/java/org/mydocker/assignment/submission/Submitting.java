package org.mydocker.assignment.submission;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.mydocker.assignment.repository.Commits;
import org.mydocker.assignment.repository.Refs;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.StudentRepositoryId;

/**
 * Makes a snapshot or a pushed commit a submission that stays (ACT-08, ACT-11). The ref is on disk
 * before a method returns, and the row is written after that: {@link #submitted} is what a repair
 * compares the rows with (DATA-04). When it was handed in is for the row to say; nothing here reads
 * a time from a commit (SAFE-10).
 */
public final class Submitting {

  private final Repositories repositories;
  private final SubmittedFiles files;

  public Submitting(Repositories repositories) {
    this.repositories = repositories;
    this.files = new SubmittedFiles(repositories);
  }

  /** Hands in the working copy as it was snapshotted. */
  public Submission submit(Snapshot snapshot) {
    return keep(snapshot, Refs.SUBMISSIONS);
  }

  /** Keeps the working copy of someone who did not hand in, apart from submissions (ACT-13). */
  public Submission autoCollect(Snapshot snapshot) {
    return keep(snapshot, Refs.AUTO_COLLECTED);
  }

  /** Hands in nothing: the working copy's state is remembered, and the branch has it. */
  public void remember(Snapshot snapshot) {
    repositories.changing(
        snapshot.repository(),
        repository -> {
          advance(repository, snapshot.commit());
          return snapshot;
        });
  }

  /** Hands in a commit that was pushed. */
  public Submission submitPushed(StudentRepositoryId id, ObjectId commit) {
    int number = repositories.changing(id, repository -> number(repository, commit));
    return new Submission(id, number, files.content(id, commit));
  }

  /** The submissions that are on disk, first one first. */
  public List<Refs.Numbered> submitted(StudentRepositoryId id) {
    return repositories.reading(id, repository -> Refs.numbered(repository, Refs.SUBMISSIONS));
  }

  public List<Refs.Numbered> autoCollected(StudentRepositoryId id) {
    return repositories.reading(id, repository -> Refs.numbered(repository, Refs.AUTO_COLLECTED));
  }

  private Submission keep(Snapshot snapshot, String prefix) {
    int number =
        repositories.changing(
            snapshot.repository(),
            repository -> {
              int next = Refs.nextNumber(repository, prefix);
              Refs.create(repository, prefix + next, snapshot.commit());
              advance(repository, snapshot.commit());
              return next;
            });
    SubmissionContent content =
        new SubmissionContent(snapshot.commit(), snapshot.tree(), snapshot.files());
    return new Submission(snapshot.repository(), number, content);
  }

  private static int number(Repository repository, ObjectId commit) throws IOException {
    Commits.parsed(repository, commit);
    int next = Refs.nextNumber(repository, Refs.SUBMISSIONS);
    Refs.create(repository, Refs.SUBMISSIONS + next, commit);
    return next;
  }

  /**
   * The branch follows the working copy unless a push went ahead of it: then a merge joins them.
   */
  private static void advance(Repository repository, ObjectId commit) throws IOException {
    RevCommit snapshot = Commits.parsed(repository, commit);
    Optional<ObjectId> before = Refs.at(repository, Refs.WORKING_COPY);
    boolean follows =
        before.isPresent()
            && snapshot.getParentCount() == 1
            && snapshot.getParent(0).equals(before.get());
    if (!follows) {
      return;
    }
    String branch = repository.getFullBranch();
    if (Refs.at(repository, branch).equals(before)) {
      Refs.move(repository, branch, before.get(), commit);
    }
    Refs.move(repository, Refs.WORKING_COPY, before.get(), commit);
  }
}
