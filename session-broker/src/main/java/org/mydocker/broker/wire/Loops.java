package org.mydocker.broker.wire;

import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The event loops of one door, its listeners spread over them. Closing them closes all that was
 * made on them: listeners, connections, clients, timers.
 */
public final class Loops implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  /** Vert.x's word for any free port, the same one for all listeners that say it. */
  private static final int ANY_SHARED = -1;

  /** Makes the listener of one loop; called on that loop. */
  @FunctionalInterface
  public interface Listener {
    Future<HttpServer> listen(Vertx vertx, int port);
  }

  private final int count;
  private final Vertx vertx;
  private volatile int port;

  public Loops(int count) {
    this.count = count;
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(count)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  public Vertx vertx() {
    return vertx;
  }

  public int port() {
    return port;
  }

  /**
   * Listens on all loops.
   *
   * @param wished 0 for any free port
   * @return the port
   * @throws IllegalStateException if it cannot be had; the loops are closed then
   */
  public int listen(String address, int wished, Listener listener) {
    try {
      int shared = wished == 0 ? ANY_SHARED : wished;
      for (int i = 0; i < count; i++) {
        Deployable loop =
            new Deployable() {
              @Override
              public Future<?> deploy(Context context) {
                return listener
                    .listen(vertx, shared)
                    .onSuccess(server -> port = server.actualPort());
              }
            };
        await(vertx.deployVerticle(loop));
      }
      return port;
    } catch (ExecutionException | TimeoutException failure) {
      close();
      throw new IllegalStateException("cannot listen on " + address + " port " + wished, failure);
    }
  }

  @Override
  public void close() {
    try {
      await(vertx.close());
    } catch (ExecutionException | TimeoutException failure) {
      throw new IllegalStateException("the event loops do not end", failure);
    }
  }

  private static void await(Future<?> future) throws ExecutionException, TimeoutException {
    try {
      future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException asked) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", asked);
    }
  }
}
