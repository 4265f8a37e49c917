package org.mydocker.broker.gateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.mydocker.broker.wire.RawClient;

/** A gateway on a free port with containers that are real servers in this process. */
final class Trial implements AutoCloseable {
  record Told(String session, long bytes, Instant last) {}

  static final List<String> ANCESTORS = List.of("http://localhost:8080", "http://127.0.0.1:9000");

  final Vertx vertx = Vertx.vertx();
  final InMemoryDoorkeeper doorkeeper = new InMemoryDoorkeeper(InstantSource.system());
  final Routes routes = new Routes();
  final List<Told> told = new CopyOnWriteArrayList<>();
  final List<String> openings = new CopyOnWriteArrayList<>();
  final List<String> saves = new CopyOnWriteArrayList<>();
  final Gateway gateway;
  private final List<HttpServer> servers = new ArrayList<>();

  Trial() {
    this(Duration.ofMinutes(1));
  }

  Trial(Duration patience) {
    gateway =
        new Gateway(
            new GatewaySettings(
                "127.0.0.1",
                0,
                new Origins("http", "localhost", 0),
                Duration.ofSeconds(1),
                patience,
                Duration.ofMinutes(5),
                Duration.ofMillis(200),
                2),
            routes,
            doorkeeper,
            new InputObserver() {
              @Override
              public void onInput(String session, long bytes, Instant last) {
                told.add(new Told(session, bytes, last));
              }

              @Override
              public void onOpening(String session, Instant last) {
                openings.add(session);
              }

              @Override
              public void onSave(String session, Instant last) {
                saves.add(session);
              }
            },
            InstantSource.system());
    gateway.start();
  }

  /** Starts a container for the session and routes to it; gives its port. */
  int container(String session, Handler<HttpServerRequest> handler) {
    HttpServer server =
        await(
            vertx
                .createHttpServer(
                    new HttpServerOptions()
                        .setHost("127.0.0.1")
                        .setPort(0)
                        .setPerMessageWebSocketCompressionSupported(true)
                        .setWebSocketSubProtocols(List.of("v1.kernel.websocket.jupyter.org"))
                        .setMaxWebSocketFrameSize(20 << 20)
                        .setMaxWebSocketMessageSize(20 << 20))
                .requestHandler(handler)
                .listen());
    servers.add(server);
    route(session, server.actualPort());
    return server.actualPort();
  }

  void route(String session, int port) {
    routes.put(new Route.Live(session, "127.0.0.1", port, false, 0, ANCESTORS, 1));
  }

  int port() {
    return gateway.port();
  }

  String host(String session) {
    return session + ".localhost:" + port();
  }

  /** The head fields of a browser that is let in. */
  String browser(String session) {
    return "Host: %s\nCookie: %s=%s\n"
        .formatted(host(session), PassCookie.NAME, doorkeeper.pass(session).value());
  }

  RawClient.Answer get(String session, String uri) throws IOException {
    return ask("GET " + uri + " HTTP/1.1\n" + browser(session) + "\n");
  }

  RawClient.Answer ask(String request) throws IOException {
    return RawClient.ask(port(), request);
  }

  static <T> T await(Future<T> future) {
    return future.timeout(20, TimeUnit.SECONDS).toCompletionStage().toCompletableFuture().join();
  }

  /** Polls until it holds; fails after ten seconds. */
  static void until(BooleanSupplier holds) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("did not come true within ten seconds");
      }
      Thread.onSpinWait();
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    gateway.close();
    await(vertx.close());
  }
}
