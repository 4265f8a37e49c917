package org.mydocker.assignment.repository.http;

import java.time.Instant;
import org.eclipse.jgit.lib.ObjectId;

/** Is told of each accepted push, after it is on disk and before the client is told. */
@FunctionalInterface
public interface PushListener {

  /**
   * @param receivedStart when the request began, by the server's clock (SAFE-10, ACT-12)
   * @param receivedEnd when the last byte of the pack was here
   */
  void onPush(GitGrant grant, ObjectId commit, Instant receivedStart, Instant receivedEnd);
}
