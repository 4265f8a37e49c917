package org.mydocker.broker.start;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Collectors;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.ImageFacts;
import org.mydocker.broker.engine.PullProgress;

/**
 * Brings images to the engine. A pull has its own clock and its own threads, so no start waits for
 * it at the counter, and one pull serves all who wait for the same image (START-04).
 */
public final class Pulls {

  private final Engine engine;
  private final Duration limit;
  private final Executor pool;
  private final Map<String, Pull> running = new ConcurrentHashMap<>();

  private static final class Pull {
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile PullProgress progress = new PullProgress(0, 0);
  }

  /**
   * @param pool as many threads as pulls at once
   */
  public Pulls(Engine engine, Duration limit, Executor pool) {
    this.engine = engine;
    this.limit = limit;
    this.pool = pool;
  }

  Optional<ImageFacts> held(String image) {
    return engine.image(image);
  }

  /** The end of the image's pull, which is begun if nobody pulls it yet. */
  CompletableFuture<Void> fetch(String image) {
    Pull mine = new Pull();
    Pull others = running.putIfAbsent(image, mine);
    if (others != null) {
      return others.end;
    }
    try {
      pool.execute(() -> pull(image, mine));
    } catch (RejectedExecutionException full) {
      over(image, mine, full);
    }
    return mine.end;
  }

  /** How far each pull of this instance is, by image. */
  Map<String, PullProgress> running() {
    return running.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, pull -> pull.getValue().progress));
  }

  private void pull(String image, Pull mine) {
    try {
      engine.pull(image, limit, progress -> mine.progress = progress);
      running.remove(image, mine);
      mine.end.complete(null);
    } catch (RuntimeException failure) {
      over(image, mine, failure);
    } finally {
      if (!mine.end.isDone()) {
        over(image, mine, new IllegalStateException("the pull of " + image + " broke off"));
      }
    }
  }

  private void over(String image, Pull mine, RuntimeException failure) {
    running.remove(image, mine);
    mine.end.completeExceptionally(failure);
  }
}
