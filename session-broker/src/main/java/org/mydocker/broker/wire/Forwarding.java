package org.mydocker.broker.wire;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Carries one HTTP exchange to an upstream and back, streamed both ways with back-pressure, so that
 * memory stays flat whatever the size and however slow either side (broker.md GATE-01).
 *
 * <p>Asking and answering are two steps: until the upstream's head is here nothing has been written
 * to the client, and the caller can still answer with a page of its own. After that a failure can
 * only be told by cutting the connection. The upstream is asked no longer than there is a client.
 */
public final class Forwarding {
  private final Vertx vertx;
  private final Upstream upstream;
  private final Duration patience;

  /**
   * @param upstream whose client has a connect time-out of its own
   * @param patience how long the upstream may think once it has the whole request
   */
  public Forwarding(Vertx vertx, Upstream upstream, Duration patience) {
    this.vertx = vertx;
    this.upstream = upstream;
    this.patience = patience;
  }

  /** Where to, and with which head; the head has neither framing nor hop-by-hop fields. */
  public record Ask(String host, int port, boolean secure, String uri, MultiMap head) {}

  /**
   * Sends the request; it must be paused. Succeeds with the upstream's head, body paused. Fails if
   * the upstream cannot be reached, breaks off or says nothing for longer than the patience.
   *
   * @param onlooker sees each piece of the request's body
   */
  public Future<HttpClientResponse> ask(
      HttpServerRequest request, Ask ask, Consumer<Buffer> onlooker) {
    if (hasBody(request)) {
      return send(request, ask, onlooker);
    }
    request.resume();
    return send(request, ask, onlooker)
        .recover(
            failure ->
                mayAskAgain(request, failure)
                    ? send(request, ask, onlooker)
                    : Future.failedFuture(failure));
  }

  /**
   * Passes the upstream's answer on with the given head.
   *
   * @param onlooker sees each piece of the answer's body
   */
  public void answer(
      HttpServerRequest request,
      HttpClientResponse from,
      MultiMap head,
      Consumer<Buffer> onlooker) {
    HttpServerResponse to = request.response();
    if (to.closed()) {
      upstream.stop(from.request());
      return;
    }
    to.setStatusCode(from.statusCode()).setStatusMessage(from.statusMessage());
    to.headers().addAll(head);
    if (request.method() == HttpMethod.HEAD || isBodiless(from.statusCode())) {
      from.resume();
      to.end();
      return;
    }
    boolean measured = head.contains("content-length");
    if (!measured && request.version() == HttpVersion.HTTP_1_1) {
      to.setChunked(true);
      to.writeHead(); // an event stream is open long before its first event
    }
    new Tap(from, onlooker)
        .pipe()
        .endOnFailure(false)
        .to(to)
        .onFailure(
            broken -> {
              upstream.stop(from.request());
              Cutting.cut(request.connection());
            });
  }

  private Future<HttpClientResponse> send(
      HttpServerRequest request, Ask ask, Consumer<Buffer> onlooker) {
    RequestOptions options =
        new RequestOptions()
            .setHost(ask.host())
            .setPort(ask.port())
            .setSsl(ask.secure())
            .setMethod(request.method())
            .setURI(ask.uri());
    return upstream.request(options).compose(out -> send(request, ask.head(), onlooker, out));
  }

  private Future<HttpClientResponse> send(
      HttpServerRequest request, MultiMap head, Consumer<Buffer> onlooker, HttpClientRequest out) {
    out.exceptionHandler(told -> {}); // the response's future tells the same
    if (request.response().closed()) {
      upstream.stop(out);
      return Future.failedFuture("the client is gone");
    }
    request.response().exceptionHandler(gone -> upstream.stop(out));
    request.response().closeHandler(gone -> upstream.stop(out));
    out.headers().setAll(head);
    Promise<HttpClientResponse> answered = Promise.promise();
    out.response()
        .onSuccess(HttpClientResponse::pause)
        .onComplete(answer -> settle(answered, answer));
    upload(request, onlooker, out, answered)
        .onSuccess(
            sent -> {
              long timer =
                  vertx.setTimer(
                      patience.toMillis(),
                      late -> {
                        if (answered.tryFail(new TimeoutException("no answer in " + patience))) {
                          upstream.stop(out);
                        }
                      });
              answered.future().onComplete(done -> vertx.cancelTimer(timer));
            });
    return answered.future();
  }

  private Future<Void> upload(
      HttpServerRequest request,
      Consumer<Buffer> onlooker,
      HttpClientRequest out,
      Promise<HttpClientResponse> answered) {
    if (!hasBody(request)) {
      return out.end();
    }
    String length = request.getHeader("content-length");
    if (length == null) {
      out.setChunked(true);
    } else {
      out.putHeader("content-length", length);
    }
    if ("100-continue".equalsIgnoreCase(request.getHeader("expect"))) {
      request.response().writeContinue();
    }
    return new Tap(request, onlooker)
        .pipe()
        .endOnFailure(false)
        .to(out)
        .onFailure(
            broken -> {
              if (answered.future().isComplete()) {
                Draining.of(request);
              } else {
                upstream.stop(out);
              }
            });
  }

  private void settle(
      Promise<HttpClientResponse> answered, AsyncResult<HttpClientResponse> answer) {
    if (answer.failed()) {
      answered.tryFail(answer.cause());
    } else if (!answered.tryComplete(answer.result())) {
      upstream.stop(answer.result().request());
    }
  }

  /** An upstream may have closed a kept connection at the very moment in which we took it. */
  private static boolean mayAskAgain(HttpServerRequest request, Throwable failure) {
    boolean safe = request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD;
    return safe
        && !(failure instanceof ConnectException)
        && !(failure instanceof TimeoutException)
        && !request.response().closed();
  }

  private static boolean hasBody(HttpServerRequest request) {
    String length = request.getHeader("content-length");
    return request.headers().contains("transfer-encoding")
        || (length != null && !"0".equals(length));
  }

  private static boolean isBodiless(int status) {
    return status == 204 || status == 304 || status < 200;
  }
}
