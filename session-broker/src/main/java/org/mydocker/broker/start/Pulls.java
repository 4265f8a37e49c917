package org.mydocker.broker.start;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
  private final Map<String, Shared> running = new ConcurrentHashMap<>();

  /** A pull under way: its end, and all who want to hear how far it is. */
  private record Shared(CompletableFuture<Void> end, List<Consumer<PullProgress>> listeners) {
    Shared() {
      this(new CompletableFuture<>(), new CopyOnWriteArrayList<>());
    }

    void tell(PullProgress progress) {
      listeners.forEach(listener -> listener.accept(progress));
    }
  }

  public Pulls(Engine engine, Duration limit) {
    this.engine = engine;
    this.limit = limit;
  }

  /** Returns when the engine holds the image; all who wait are told how far it is. */
  void ensure(String image, Consumer<PullProgress> progress) throws InterruptedException {
    if (engine.image(image).isPresent()) {
      return;
    }
    Shared mine = new Shared();
    Shared others = running.putIfAbsent(image, mine);
    if (others != null) {
      others.listeners().add(progress);
      await(others.end());
      return;
    }
    mine.listeners().add(progress);
    try {
      engine.pull(image, limit, mine::tell);
      mine.end().complete(null);
    } catch (EngineFailure failure) {
      mine.end().completeExceptionally(failure);
      throw failure;
    } finally {
      running.remove(image);
      mine.end().completeExceptionally(new CompletionException("the pull was given up", null));
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
