package org.mydocker.broker.gateway;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Knows the routes of all instances of the service; asked when the table does not know or is old.
 */
@FunctionalInterface
public interface RouteSource {
  /**
   * Must not block; a failure is answered to the browser with 503.
   *
   * @param session its name, or the digits of the port that it has of its own
   */
  CompletionStage<Optional<Route>> find(String session);

  /** For a gateway that is told each route by its only broker. */
  static RouteSource none() {
    return session -> CompletableFuture.completedFuture(Optional.empty());
  }
}
