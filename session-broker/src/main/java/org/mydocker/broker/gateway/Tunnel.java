package org.mydocker.broker.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.NetSocket;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.mydocker.broker.wire.Cutting;
import org.mydocker.broker.wire.Tap;
import org.mydocker.broker.wire.Upstream;

/**
 * A WebSocket through the gateway: after the handshake the bytes are passed on as they are, with
 * back-pressure, so any sub-protocol, extension and message size passes (broker.md GATE-01). Frames
 * are only followed, to tell what a person typed from what a browser pings.
 */
final class Tunnel {
  private static final long HANDSHAKE_SECONDS = 60;
  private static final long GRACE_MILLIS = 30_000;

  /** A close frame with status 1008: the endpoint's policy does not allow going on (RFC 6455). */
  private static final Buffer NO_MORE = Buffer.buffer(new byte[] {(byte) 0x88, 2, 3, (byte) 0xf0});

  private final Vertx vertx;
  private final Upstream upstream;
  private final Tally tally;
  private final Activity activity;

  Tunnel(Vertx vertx, Upstream upstream, Tally tally, Activity activity) {
    this.vertx = vertx;
    this.upstream = upstream;
    this.tally = tally;
    this.activity = activity;
  }

  static boolean isAskedFor(HttpServerRequest request) {
    String upgrade = request.getHeader("upgrade");
    String connection = String.join(",", request.headers().getAll("connection"));
    return "websocket".equalsIgnoreCase(upgrade)
        && connection.toLowerCase(Locale.ROOT).contains("upgrade");
  }

  /** Whether the handshake is one: RFC 6455, section 4.2.1. */
  static boolean isSound(HttpServerRequest request) {
    return request.method() == HttpMethod.GET
        && request.version() == HttpVersion.HTTP_1_1
        && request.getHeader("sec-websocket-key") != null
        && !request.headers().contains("content-length")
        && !request.headers().contains("transfer-encoding");
  }

  /** Passes the handshake on; the answer's status is 101 if the container agrees. */
  Future<HttpClientResponse> ask(Route.Live route, String uri, MultiMap head) {
    RequestOptions options =
        new RequestOptions()
            .setHost(route.host())
            .setPort(route.port())
            .setSsl(route.secure())
            .setMethod(HttpMethod.GET)
            .setURI(uri);
    return upstream
        .request(options)
        .compose(
            out -> {
              out.exceptionHandler(told -> {}); // the response's future tells the same
              out.headers().setAll(head).set("connection", "Upgrade").set("upgrade", "websocket");
              return connected(out);
            });
  }

  private static Future<HttpClientResponse> connected(HttpClientRequest out) {
    return out.connect()
        .onSuccess(
            answer -> {
              if (answer.statusCode() != 101) {
                answer.pause();
              }
            })
        .timeout(HANDSHAKE_SECONDS, TimeUnit.SECONDS)
        .onFailure(late -> out.reset());
  }

  /**
   * Joins the two sides; the visit lasts as long as the tunnel. A browser that left while the
   * container agreed leaves nothing open there.
   */
  void join(
      HttpServerRequest request, HttpClientResponse agreed, MultiMap head, Visits.Visit visit) {
    NetSocket container = agreed.netSocket().pause();
    if (request.response().closed()) {
      container.close();
      visit.leave();
      return;
    }
    request.response().setStatusCode(101);
    request
        .response()
        .headers()
        .addAll(head)
        .set("connection", "Upgrade")
        .set("upgrade", "websocket");
    Future.succeededFuture()
        .compose(now -> request.toNetSocket()) // throws where the connection has just gone
        .onFailure(
            gone -> {
              container.close();
              visit.leave();
            })
        .onSuccess(browser -> join(browser, container, visit));
  }

  private void join(NetSocket browser, NetSocket container, Visits.Visit visit) {
    String session = visit.right().session();
    FrameMeter up = new FrameMeter();
    FrameMeter down = new FrameMeter();
    tally.openWebSockets.increment();
    Future<Void> upward =
        pass(
            browser,
            container,
            piece -> {
              tally.bytesIn.add(piece.length());
              activity.input(session, up.accept(piece));
            });
    Future<Void> downward =
        pass(
            container,
            browser,
            piece -> {
              tally.bytesOut.add(piece.length());
              down.accept(piece);
            });
    Future.join(upward, downward)
        .onComplete(
            done -> {
              tally.openWebSockets.decrement();
              visit.leave();
            });
    Context context = vertx.getOrCreateContext();
    visit.endBy(() -> context.runOnContext(now -> end(browser, container, down)));
  }

  /**
   * One direction. What is under way when a side closes still arrives, but nobody waits for a side
   * that does not take it.
   */
  private Future<Void> pass(NetSocket from, NetSocket to, Consumer<Buffer> onlooker) {
    from.closeHandler(closed -> vertx.setTimer(GRACE_MILLIS, late -> Cutting.cut(to)));
    return new Tap(from, onlooker).pipeTo(to).eventually(from::close);
  }

  private static void end(NetSocket browser, NetSocket container, FrameMeter down) {
    container.pause();
    if (down.isBetweenFrames()) {
      browser.write(NO_MORE);
    }
    Cutting.cut(browser);
    Cutting.cut(container);
  }
}
