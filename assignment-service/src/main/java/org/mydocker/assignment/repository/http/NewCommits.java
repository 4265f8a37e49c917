package org.mydocker.assignment.repository.http;

import java.io.IOException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.mydocker.assignment.repository.TreeGuard;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.assignment.repository.TreeRefused.Reason;

/**
 * Measures the tree of every commit that a push brings, not of the last one alone: a link that a
 * later commit replaces is still checked out by whoever walks the history (SAFE-05).
 */
record NewCommits(PushLimits limits) {

  void check(Repository repository, ObjectId tip) throws IOException {
    TreeGuard guard = new TreeGuard(limits.tree());
    try (RevWalk walk = new RevWalk(repository);
        ObjectReader reader = repository.newObjectReader()) {
      walk.markStart(walk.parseCommit(tip));
      for (Ref known : repository.getRefDatabase().getRefs()) {
        walk.markUninteresting(walk.parseCommit(known.getObjectId()));
      }
      int count = 0;
      for (RevCommit commit : walk) {
        if (++count > limits.commits()) {
          throw new TreeRefused(Reason.TOO_MUCH_HISTORY, commit.name());
        }
        guard.check(reader, commit.getTree());
      }
    }
  }
}
