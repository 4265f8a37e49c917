package org.mydocker.broker.start;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.PullProgress;

/**
 * Brings images to the engine. A pull has its own clock, and one pull serves all who wait for the
 * same image (START-04).
 */
public final class Pulls {

  private final Engine engine;
  private final Duration limit;
  private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();

  public Pulls(Engine engine, Duration limit) {
    this.engine = engine;
    this.limit = limit;
  }

  /** Returns when the engine holds the image; only who pulls for all is told how far it is. */
  void ensure(String image, Consumer<PullProgress> progress) throws InterruptedException {
    if (engine.image(image).isPresent()) {
      return;
    }
    CompletableFuture<Void> mine = new CompletableFuture<>();
    CompletableFuture<Void> others = running.putIfAbsent(image, mine);
    if (others != null) {
      await(others);
      return;
    }
    try {
      engine.pull(image, limit, progress);
      mine.complete(null);
    } catch (EngineFailure failure) {
      mine.completeExceptionally(failure);
      throw failure;
    } finally {
      running.remove(image);
      mine.completeExceptionally(new CompletionException("the pull was given up", null));
    }
  }

  private void await(CompletableFuture<Void> pull) throws InterruptedException {
    try {
      pull.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof EngineFailure failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new EngineRefused(EngineRefused.Reason.TIMED_OUT, "the pull took too long");
    }
  }
}
