package org.mydocker.broker.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Cuts connections that were opened and never say what they want; without it a few thousand of them
 * would hold the door shut. Belongs to one event loop and is touched by no other.
 */
final class Latecomers {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final Map<HttpConnection, Long> silent = new HashMap<>();

  Latecomers(Vertx vertx) {
    this.vertx = vertx;
  }

  void opened(HttpConnection connection) {
    silent.put(connection, vertx.setTimer(PATIENCE.toMillis(), late -> connection.close()));
    connection.closeHandler(closed -> spoke(connection));
  }

  void spoke(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }
}
