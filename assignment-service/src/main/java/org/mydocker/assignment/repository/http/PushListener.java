package org.mydocker.assignment.repository.http;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Repository;

/** Is told of each accepted push, after it is on disk and before the client is told. */
@FunctionalInterface
public interface PushListener {

  /**
   * @param receivedStart when the request began, by the server's clock (SAFE-10, ACT-12)
   * @param receivedEnd when the last byte of the pack was here
   * @return what the client is told besides: one plain line
   */
  Optional<String> onPush(
      GitGrant grant, ObjectId commit, Instant receivedStart, Instant receivedEnd);

  /**
   * Says why a push is not wanted that is sound as such; asked before any of it is stored.
   *
   * @param received with the commit in it
   */
  default Optional<String> objection(GitGrant grant, Repository received, ObjectId commit)
      throws IOException {
    return Optional.empty();
  }
}
