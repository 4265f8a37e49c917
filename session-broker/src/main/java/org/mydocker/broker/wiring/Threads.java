package org.mydocker.broker.wiring;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Singleton;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The broker's threads, all from the server's factory so that they can use its resources, in
 * bounded pools with bounded queues: what must be quick (the gateway's questions) never waits
 * behind what is slow (stopping a container).
 */
@Singleton
class Threads {

  private static final Logger LOG = System.getLogger(Threads.class.getName());
  private static final int QUEUE = 20_000;

  @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
  private ManagedThreadFactory factory;

  private ExecutorService starting;
  private ExecutorService pulling;
  private ExecutorService asking;
  private ExecutorService acting;
  private ExecutorService telling;
  private ScheduledThreadPoolExecutor timer;

  /** For starts, as many as run at once. */
  synchronized ExecutorService starting(int atOnce) {
    starting = starting == null ? pool(atOnce) : starting;
    return starting;
  }

  /** For pulls, so many at once. */
  synchronized ExecutorService pulling() {
    pulling = pulling == null ? pool(3) : pulling;
    return pulling;
  }

  /** For questions to the database that somebody waits for. */
  synchronized ExecutorService asking() {
    asking = asking == null ? pool(6) : asking;
    return asking;
  }

  /** For what is written to browsers, which may read as slowly as they like. */
  synchronized ExecutorService telling() {
    telling = telling == null ? pool(4) : telling;
    return telling;
  }

  /** For what may take seconds. */
  synchronized ExecutorService acting() {
    acting = acting == null ? pool(4) : acting;
    return acting;
  }

  /** Does it once, soon; a failure is only logged. */
  void act(String what, Runnable work) {
    acting().execute(() -> quietly(what, work));
  }

  /**
   * Does it again and again, each time so long after the last one ended; a failure is only logged.
   */
  synchronized void every(Duration pause, String what, Runnable work) {
    if (timer == null) {
      timer = new ScheduledThreadPoolExecutor(4, factory);
      timer.setRemoveOnCancelPolicy(true);
    }
    timer.scheduleWithFixedDelay(
        () -> quietly(what, work), 0, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static void quietly(String what, Runnable work) {
    try {
      work.run();
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, what + " failed and is tried again", failure);
    }
  }

  private ExecutorService pool(int threads) {
    return new ThreadPoolExecutor(
        threads, threads, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(QUEUE), factory);
  }

  @PreDestroy
  synchronized void end() {
    for (ExecutorService pool : all()) {
      pool.shutdownNow();
    }
    for (ExecutorService pool : all()) {
      await(pool);
    }
  }

  private List<ExecutorService> all() {
    return Stream.<ExecutorService>of(timer, starting, pulling, acting, asking, telling)
        .filter(Objects::nonNull)
        .toList();
  }

  private static void await(ExecutorService pool) {
    try {
      if (!pool.awaitTermination(3, TimeUnit.SECONDS)) {
        LOG.log(Level.INFO, "work of the broker was still going on at the end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
