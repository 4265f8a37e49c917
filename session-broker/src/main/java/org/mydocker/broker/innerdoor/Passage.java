package org.mydocker.broker.innerdoor;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.mydocker.broker.wire.Cutting;
import org.mydocker.broker.wire.Draining;
import org.mydocker.broker.wire.Forwarding;
import org.mydocker.broker.wire.HopByHop;
import org.mydocker.broker.wire.UnsafeFraming;

/**
 * Takes one request after the other through the inner door: an open path, a token that is alive, a
 * body within bounds; then streamed to the application under a seal. Lives on one event loop.
 */
final class Passage implements Handler<HttpServerRequest> {
  private static final System.Logger LOG = System.getLogger(Passage.class.getName());
  private static final long DOORKEEPER_SECONDS = 5;
  private static final Set<String> NOT_PASSED =
      Set.of("authorization", "cookie", "content-length", "expect", "forwarded", "origin", "via");

  private final Vertx vertx;
  private final InnerDoorSettings settings;
  private final InnerDoorkeeper doorkeeper;
  private final InnerSeal seal;
  private final Forwarding forwarding;
  private final Map<String, Integer> open = new HashMap<>();

  Passage(
      Vertx vertx,
      InnerDoorSettings settings,
      InnerDoorkeeper doorkeeper,
      InnerSeal seal,
      Forwarding forwarding) {
    this.vertx = vertx;
    this.settings = settings;
    this.doorkeeper = doorkeeper;
    this.seal = seal;
    this.forwarding = forwarding;
  }

  @Override
  public void handle(HttpServerRequest request) {
    request.pause().exceptionHandler(gone -> {}); // whoever reads the body hears it too
    Optional<String> token = Token.in(request.getHeader("authorization"));
    if (UnsafeFraming.in(request)) {
      refuse(request, 400, "inner.bad-request");
    } else if (!OpenPaths.contains(request.uri())) {
      refuse(request, 404, "inner.no-such-page");
    } else if (token.isEmpty()) {
      refuse(request, 401, "inner.no-token");
    } else if (length(request) > settings.maxBody()) {
      refuse(request, 413, "inner.too-large");
    } else {
      Future.succeededFuture(token.get())
          .compose(
              known ->
                  Future.fromCompletionStage(
                      doorkeeper.sessionOf(known, request.remoteAddress().hostAddress()),
                      vertx.getOrCreateContext()))
          .timeout(DOORKEEPER_SECONDS, TimeUnit.SECONDS)
          .onFailure(failure -> broken(request, 503, "inner.not-now", failure))
          .onSuccess(
              session ->
                  session.ifPresentOrElse(
                      known -> pass(request, known),
                      () -> refuse(request, 401, "inner.token-refused")));
    }
  }

  private void pass(HttpServerRequest request, String session) {
    if (request.response().closed()) {
      return; // hung up meanwhile: its end would never be heard, and its place never free again
    }
    if (open.getOrDefault(session, 0) >= settings.maxOpen()) {
      refuse(request, 503, "inner.too-much-open");
      return;
    }
    open.merge(session, 1, Integer::sum);
    request
        .response()
        .endHandler(ended -> open.computeIfPresent(session, (s, n) -> n > 1 ? n - 1 : null));
    AtomicLong body = new AtomicLong();
    Forwarding.Ask ask =
        new Forwarding.Ask(
            settings.application().getHost(),
            settings.application().getPort(),
            false,
            request.uri(),
            head(request, session));
    forwarding
        .ask(
            request,
            ask,
            piece -> {
              if (body.addAndGet(piece.length()) > settings.maxBody()) {
                Cutting.cut(request.connection());
              }
            })
        .onFailure(failure -> broken(request, 502, "inner.no-answer", failure))
        .onSuccess(answer -> answer(request, answer));
  }

  private void answer(HttpServerRequest request, HttpClientResponse answer) {
    MultiMap head = HopByHop.without(answer.headers());
    head.remove("set-cookie");
    forwarding.answer(request, answer, head, piece -> {});
  }

  /** What the container said of itself is left behind: who it is, is said by the seal alone. */
  private MultiMap head(HttpServerRequest request, String session) {
    MultiMap head = HopByHop.without(request.headers());
    for (String name : List.copyOf(head.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.startsWith("x-") || NOT_PASSED.contains(lower)) {
        head.remove(name);
      }
    }
    head.set("host", settings.application().getHost() + ":" + settings.application().getPort());
    head.set(InnerSeal.HEADER, seal.seal(session, request.method().name(), request.uri()));
    return head;
  }

  private static void broken(
      HttpServerRequest request, int status, String code, Throwable failure) {
    if (!request.response().closed()) {
      LOG.log(System.Logger.Level.WARNING, "the inner door answers " + code, failure);
    }
    refuse(request, status, code);
  }

  private static void refuse(HttpServerRequest request, int status, String code) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    Draining.of(request);
    if (status == 401) {
      response.putHeader("WWW-Authenticate", "Basic realm=\"myDocker\", charset=\"UTF-8\"");
    }
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "text/plain; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        .putHeader("X-Mydocker-Code", code)
        .end(code + "\n");
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return length == null ? 0 : Long.parseLong(length);
  }
}
