package org.mydocker.broker.wire;

import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads off and forgets what a client still sends after it was refused, so that it gets to see the
 * answer; up to a bound, then the connection is cut.
 */
public final class Draining {
  private static final long BOUND = 1 << 20;

  private Draining() {}

  public static void of(HttpServerRequest request) {
    if (request.isEnded()) {
      return;
    }
    AtomicLong drained = new AtomicLong();
    request.exceptionHandler(gone -> {});
    request.handler(
        piece -> {
          if (drained.addAndGet(piece.length()) > BOUND) {
            Cutting.cut(request.connection());
          }
        });
    request.resume();
  }
}
