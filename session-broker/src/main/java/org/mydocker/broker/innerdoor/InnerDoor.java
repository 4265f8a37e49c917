package org.mydocker.broker.innerdoor;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.TimeUnit;
import org.mydocker.broker.wire.Forwarding;
import org.mydocker.broker.wire.Loops;
import org.mydocker.broker.wire.Upstream;

/**
 * One listener on the sessions' bridge through which containers reach Git and hand-in, and nothing
 * else of the service (broker.md GATE-04). Each request needs the session's own token; the
 * application learns from an {@link InnerSeal} which session it was, and never sees the token.
 */
public final class InnerDoor implements AutoCloseable {
  private static final int LOOPS = 1;
  private static final int MAX_CONNECTIONS = 128;
  private static final int CONNECT_MILLIS = 5_000;
  private static final int IDLE_MINUTES = 5;

  private final InnerDoorSettings settings;
  private final InnerDoorkeeper doorkeeper;
  private final InnerSeal seal;
  private Loops loops;

  public InnerDoor(InnerDoorSettings settings, InnerDoorkeeper doorkeeper, InnerSeal seal) {
    this.settings = settings;
    this.doorkeeper = doorkeeper;
    this.seal = seal;
  }

  /**
   * Listens when it returns; once in a door's life.
   *
   * @throws IllegalStateException if the address or port cannot be had
   */
  public synchronized void start() {
    if (loops != null) {
      throw new IllegalStateException("started already");
    }
    loops = new Loops(LOOPS);
    loops.listen(settings.bindAddress(), settings.port(), this::listener);
  }

  public synchronized int port() {
    return loops.port();
  }

  @Override
  public synchronized void close() {
    if (loops != null) {
      loops.close();
    }
  }

  private Future<HttpServer> listener(Vertx vertx, int port) {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(settings.bindAddress())
            .setPort(port)
            .setHttp2ClearTextEnabled(false)
            .setIdleTimeoutUnit(TimeUnit.MINUTES)
            .setIdleTimeout(IDLE_MINUTES);
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAliveTimeout(4),
            new PoolOptions()
                .setHttp1MaxSize(MAX_CONNECTIONS)
                .setMaxWaitQueueSize(MAX_CONNECTIONS));
    Forwarding forwarding = new Forwarding(vertx, new Upstream(client), settings.patience());
    return vertx
        .createHttpServer(options)
        .connectionHandler(new Callers(settings.maxConnections()))
        .requestHandler(new Passage(vertx, settings, doorkeeper, seal, forwarding))
        .listen();
  }
}
