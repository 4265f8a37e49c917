package org.mydocker.broker.innerdoor;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import java.util.HashMap;
import java.util.Map;

/**
 * Bounds the connections of one address, which is that of one container: who opens more keeps
 * nobody else from the door, token or not. Lives on one event loop.
 */
final class Callers implements Handler<HttpConnection> {

  private final int most;
  private final Map<String, Integer> open = new HashMap<>();

  Callers(int most) {
    this.most = most;
  }

  @Override
  public void handle(HttpConnection connection) {
    String address = connection.remoteAddress().hostAddress();
    if (open.getOrDefault(address, 0) >= most) {
      connection.close();
      return;
    }
    open.merge(address, 1, Integer::sum);
    connection.closeHandler(
        closed -> open.computeIfPresent(address, (a, n) -> n > 1 ? n - 1 : null));
  }
}
