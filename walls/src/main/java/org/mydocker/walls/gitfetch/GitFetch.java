package org.mydocker.walls.gitfetch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.errors.IncorrectObjectTypeException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.errors.TooLargeObjectInPackException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.lib.ObjectChecker;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.RefUpdate;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.FetchConnection;
import org.eclipse.jgit.transport.PackLock;
import org.eclipse.jgit.transport.TransportHttp;
import org.eclipse.jgit.transport.URIish;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;
import org.mydocker.walls.http.Destination;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundRefused;
import org.mydocker.walls.http.SafeHttp;

/**
 * Fetches one branch or tag, with its history, from a Git server that a teacher named (ACT-21).
 *
 * <p>Https to the address that was checked, no redirect to another host, bounded in time, bytes and
 * objects; every object is checked as Git's fsck does. The repository learns of the objects and the
 * ref only when all is well. The token goes into the requests and nowhere else.
 */
public final class GitFetch {
  private static final Duration LOOK_UP = Duration.ofSeconds(5);

  private final SafeHttp http;
  private final Path quarantines;

  /**
   * A fetcher over this client.
   *
   * @param quarantines an existing directory for what has not been judged yet
   */
  public GitFetch(SafeHttp http, Path quarantines) {
    this.http = http;
    this.quarantines = quarantines;
  }

  /**
   * Brings the revision into the repository and sets {@code intoRef} to its commit, whatever that
   * ref was before.
   *
   * @param into a bare repository on disk
   * @throws GitFetchRefused if it cannot be had or is not taken; the repository is as it was
   * @throws IOException if our own disk fails
   */
  public FetchedRevision fetch(
      GitSource source, Repository into, String intoRef, GitFetchLimits limits) throws IOException {
    try (Quarantine quarantine = Quarantine.of(into, quarantines, limits);
        Conversation conversation =
            new Conversation(http, destination(source), limits, source.token())) {
      try {
        FetchedRevision fetched = receive(source, quarantine, conversation, into);
        quarantine.judge(fetched.commit());
        quarantine.release();
        update(into, intoRef, fetched.commit());
        return fetched;
      } catch (OutboundRefused e) {
        throw GitFetchRefused.of(e);
      } catch (OutboundFailed e) {
        throw GitFetchRefused.of(e);
      } catch (TransportException | CorruptObjectException e) {
        throw refused(e, conversation);
      }
    }
  }

  private Destination destination(GitSource source) {
    try {
      return http.destination(source.url(), LOOK_UP);
    } catch (OutboundRefused e) {
      throw GitFetchRefused.of(e);
    } catch (OutboundFailed e) {
      throw GitFetchRefused.of(e);
    }
  }

  private static FetchedRevision receive(
      GitSource source, Quarantine quarantine, Conversation conversation, Repository into)
      throws IOException {
    URIish uri = new URIish(source.url().toURL());
    try (TransportHttp transport = (TransportHttp) TransportHttp.open(quarantine, uri)) {
      transport.setHttpConnectionFactory(conversation);
      transport.setObjectChecker(checker());
      try (FetchConnection connection = transport.openFetch()) {
        Ref ref = new Advertised(connection.getRefsMap()).chosen(source.revision());
        connection.fetch(new Watch(conversation), List.of(ref), haves(into));
        for (PackLock lock : connection.getPackLocks()) {
          lock.unlock();
        }
        if (conversation.late()) {
          // A cancelled fetch returns as if all were well.
          throw new GitFetchRefused(Reason.TIMEOUT, "took too long");
        }
        return new FetchedRevision(commit(quarantine, ref), ref.getName());
      }
    }
  }

  /** Strict where a tree could hurt, lenient about the people of old commits. */
  private static ObjectChecker checker() {
    return new ObjectChecker()
        .setSafeForWindows(true)
        .setSafeForMacOS(true)
        .setAllowLeadingZeroFileMode(true)
        .setAllowInvalidPersonIdent(true);
  }

  private static Set<ObjectId> haves(Repository into) throws IOException {
    Set<ObjectId> haves = new HashSet<>();
    for (Ref ref : into.getRefDatabase().getRefs()) {
      if (ref.getObjectId() != null) {
        haves.add(ref.getObjectId());
      }
    }
    return haves;
  }

  private static ObjectId commit(Repository repository, Ref ref) throws IOException {
    try (RevWalk walk = new RevWalk(repository)) {
      return walk.parseCommit(ref.getObjectId()).copy();
    } catch (IncorrectObjectTypeException e) {
      throw new GitFetchRefused(Reason.BRANCH_EXIST, "it names no commit", e);
    } catch (MissingObjectException e) {
      throw new GitFetchRefused(Reason.OBJECTS, "objects are missing", e);
    }
  }

  private static void update(Repository into, String intoRef, ObjectId commit) throws IOException {
    RefUpdate update = into.updateRef(intoRef);
    update.setNewObjectId(commit);
    update.setRefLogMessage("fetched", false);
    RefUpdate.Result result = update.forceUpdate();
    switch (result) {
      case NEW, FAST_FORWARD, FORCED, NO_CHANGE -> {}
      default -> throw new IOException(intoRef + " could not be set: " + result);
    }
  }

  private static GitFetchRefused refused(IOException failure, Conversation conversation) {
    if (conversation.late()) {
      return new GitFetchRefused(Reason.TIMEOUT, "took too long", failure);
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      // JGit wraps what rises from its streams.
      if (cause instanceof GitFetchRefused refused) {
        return refused;
      }
      if (cause instanceof OutboundRefused refused) {
        return GitFetchRefused.of(refused);
      }
      if (cause instanceof OutboundFailed failed) {
        return GitFetchRefused.of(failed);
      }
      if (cause instanceof TooLargeObjectInPackException) {
        return new GitFetchRefused(Reason.TOO_LARGE, "an object is too large", failure);
      }
      if (cause instanceof CorruptObjectException || cause instanceof MissingObjectException) {
        return new GitFetchRefused(Reason.OBJECTS, "objects are malformed or dangerous", failure);
      }
    }
    return new GitFetchRefused(Reason.NOT_GIT, "the server's answer makes no sense", failure);
  }
}
