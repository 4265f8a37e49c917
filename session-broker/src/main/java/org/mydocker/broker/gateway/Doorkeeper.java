package org.mydocker.broker.gateway;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Decides who gets in. Both are asked from event loops and must not block; {@link #admits} is asked
 * with every request, so it answers from a cache, which may be 2 s old at most: revocation has to
 * be felt within 5 s (broker.md GATE-02).
 */
public interface Doorkeeper {
  /**
   * Turns a ticket into a pass. A ticket opens the session for which it was made, once, within 60
   * s; an attempt at another session's door spends it too.
   */
  CompletionStage<Optional<Pass>> redeem(String session, String ticket);

  /** Whether the pass opens that session now. */
  CompletionStage<Boolean> admits(String session, Pass pass);
}
