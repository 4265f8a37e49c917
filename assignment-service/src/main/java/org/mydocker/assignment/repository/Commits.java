package org.mydocker.assignment.repository;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.revwalk.filter.RevFilter;

/** Commits that the service itself makes: in its own name and by its own clock (SAFE-10). */
public final class Commits {

  private Commits() {}

  /** Inserts and flushes, so that the commit and all objects written before are on disk. */
  public static ObjectId write(
      ObjectInserter inserter,
      AnyObjectId tree,
      List<? extends AnyObjectId> parents,
      Instant now,
      String message)
      throws IOException {
    PersonIdent service = new PersonIdent("myDocker", "git@mydocker.invalid", now, ZoneOffset.UTC);
    CommitBuilder commit = new CommitBuilder();
    commit.setTreeId(tree);
    parents.forEach(commit::addParentId);
    commit.setAuthor(service);
    commit.setCommitter(service);
    commit.setMessage(message);
    ObjectId id = inserter.insert(commit);
    inserter.flush();
    return id;
  }

  /** Where two histories parted, if they have anything in common. */
  public static Optional<ObjectId> mergeBase(
      Repository repository, AnyObjectId one, AnyObjectId other) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      walk.setRevFilter(RevFilter.MERGE_BASE);
      walk.markStart(walk.parseCommit(one));
      walk.markStart(walk.parseCommit(other));
      return Optional.ofNullable(walk.next()).map(RevCommit::toObjectId);
    }
  }

  public static ObjectId treeOf(Repository repository, AnyObjectId commit) throws IOException {
    return parsed(repository, commit).getTree().getId();
  }

  public static RevCommit parsed(Repository repository, AnyObjectId commit) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(commit);
    }
  }
}
