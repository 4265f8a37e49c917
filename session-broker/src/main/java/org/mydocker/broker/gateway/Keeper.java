package org.mydocker.broker.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Asks the {@link Doorkeeper} and the {@link Routes} from an event loop: with a time-out, and the
 * answer comes back on the loop that asked. When they cannot answer, nobody is let in.
 */
final class Keeper {
  private static final long PATIENCE_SECONDS = 15;

  private final Vertx vertx;
  private final Routes routes;
  private final Doorkeeper doorkeeper;

  Keeper(Vertx vertx, Routes routes, Doorkeeper doorkeeper) {
    this.vertx = vertx;
    this.routes = routes;
    this.doorkeeper = doorkeeper;
  }

  /** The session's live route; refused otherwise. */
  Future<Route.Live> live(String session) {
    return asked(() -> routes.find(session))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw new Refused(Refusal.NO_SUCH_SESSION);
              }
              if (found.get() instanceof Route.Live live) {
                return live;
              }
              throw new Refused(Refusal.SESSION_STOPPED);
            });
  }

  Future<Optional<Pass>> redeem(String session, String ticket) {
    return asked(() -> doorkeeper.redeem(session, ticket));
  }

  Future<Boolean> admits(Visits.Right right) {
    return asked(() -> doorkeeper.admits(right.session(), right.pass()));
  }

  /** The right in which the request comes; refused for the given reason if it has none. */
  Future<Visits.Right> require(
      String session, String cookie, HttpServerRequest request, Refusal otherwise) {
    Optional<Visits.Right> right =
        PassCookie.in(cookie, request.headers()).map(pass -> new Visits.Right(session, pass));
    if (right.isEmpty()) {
      return Future.failedFuture(new Refused(otherwise));
    }
    return admits(right.get())
        .map(
            admitted -> {
              if (!admitted) {
                throw new Refused(otherwise);
              }
              return right.get();
            });
  }

  private <T> Future<T> asked(Supplier<CompletionStage<T>> question) {
    return Future.succeededFuture()
        .compose(now -> Future.fromCompletionStage(question.get(), vertx.getOrCreateContext()))
        .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .recover(failure -> Future.failedFuture(new Refused(Refusal.NOT_NOW, failure)));
  }
}
