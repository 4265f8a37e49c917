package org.mydocker.broker.start;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.mydocker.broker.engine.EngineAway;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.broker.engine.PullProgress;
import org.mydocker.broker.home.HomeRefused;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.problem.Refusal;

/**
 * The queue and those who are at the counter (START-07): a bounded number of starts at once, the
 * next one taken when a place is free. The queue itself is the rows in {@code QUEUED}; nothing
 * waits in memory, so nothing is lost. While the engine is away nobody is called up (ENG-05).
 */
public final class Starts {

  private static final Logger LOG = System.getLogger(Starts.class.getName());
  private static final int MOST_ATTEMPTS = 5;

  private final Start.Tools tools;
  private final GuardedEngine engine;
  private final Executor pool;
  private final Semaphore places;
  private final Map<SessionId, Claim> underWay = new ConcurrentHashMap<>();

  /** Which attempt at which start of a session this instance is at. */
  private record Claim(int generation, int attempts) {
    static Claim of(Session session) {
      return new Claim(session.generation(), session.attempts());
    }
  }

  /**
   * @param pool with at least {@code atOnce} threads
   */
  public Starts(Start.Tools tools, GuardedEngine engine, Executor pool, int atOnce) {
    this.tools = tools;
    this.engine = engine;
    this.pool = pool;
    this.places = new Semaphore(atOnce);
  }

  /** Calls up whoever can start now. Cheap when there is nobody; called after each change. */
  public synchronized void callUp() {
    if (away().isPresent()) {
      return;
    }
    while (places.availablePermits() > 0) {
      Optional<Session> next = next();
      if (next.isEmpty()) {
        return;
      }
      places.acquireUninterruptibly();
      underWay.put(next.get().id(), Claim.of(next.get()));
      pool.execute(() -> serve(next.get()));
    }
  }

  /** Renews the claims of this instance's starts, and calls up; to be done every few seconds. */
  public void tick() {
    tools.store().renew(List.copyOf(underWay.keySet()));
    if (away().isPresent()) {
      lookForEngine();
    }
    callUp();
  }

  /** Since when and why nobody is called up. */
  public Optional<EngineAway> away() {
    return engine.away();
  }

  /** How far this instance's pulls are, by image. */
  Map<String, PullProgress> pulls() {
    return tools.pulls().running();
  }

  /** The place in the queue, 1 for the next; empty for who does not wait. */
  public Optional<Integer> position(SessionId id) {
    return Optional.ofNullable(positions().get(id));
  }

  /** The places of all who wait. */
  Map<SessionId, Integer> positions() {
    Map<SessionId, Integer> places = new HashMap<>();
    for (Session session : FairOrder.of(tools.store().in(SessionState.QUEUED))) {
      places.put(session.id(), places.size() + 1);
    }
    return places;
  }

  private Optional<Session> next() {
    return FairOrder.of(tools.store().in(SessionState.QUEUED)).stream()
        .map(waiting -> tools.store().claim(waiting.id()))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private void lookForEngine() {
    try {
      engine.ping();
    } catch (EngineFailure stillAway) {
      LOG.log(Level.DEBUG, "engine still away: {0}", stillAway.getMessage());
    }
  }

  private void serve(Session claimed) {
    Start start = new Start(tools, claimed);
    boolean fetching = false;
    try {
      fetching = attempt(start);
    } finally {
      if (!fetching) {
        forget(claimed);
      }
      places.release();
    }
    callUp();
  }

  private void forget(Session session) {
    underWay.remove(session.id(), Claim.of(session));
  }

  /** True if the image has to be fetched first: nobody keeps a place at the counter for that. */
  private boolean attempt(Start start) {
    try {
      Optional<CompletableFuture<Void>> pull = start.missing();
      if (pull.isEmpty()) {
        start.run();
        return false;
      }
      pull.get().whenComplete((end, failure) -> pool.execute(() -> fetched(start, failure)));
      return true;
    } catch (InterruptedException shutdown) {
      Thread.currentThread().interrupt();
      tools.store().requeue(start.session().id());
      clean(start);
    } catch (RuntimeException failure) {
      answer(start, failure);
    }
    return false;
  }

  /** With its image there, it takes its old place in the queue, and its turn. */
  private void fetched(Start start, Throwable failure) {
    try {
      if (failure instanceof RuntimeException refused) {
        answer(start, refused);
      } else {
        tools.store().requeue(start.session());
      }
    } finally {
      forget(start.session());
    }
    callUp();
  }

  private void answer(Start start, RuntimeException thrown) {
    try {
      throw thrown;
    } catch (Start.Abandoned gone) {
      LOG.log(Level.DEBUG, "start given up: {0}", gone.getMessage());
      clean(start);
    } catch (EngineUnavailable away) {
      again(start, away);
    } catch (EngineFailure failure) {
      fail(start, Failure.of(failure));
    } catch (HomeRefused refused) {
      fail(start, Failure.of(refused));
    } catch (Failure failure) {
      fail(start, failure);
    } catch (Refusal refusal) {
      fail(start, new Failure(FailureCode.FILES_REFUSED, refusal.code(), refusal));
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "start of session " + start.session().id() + " broke", bug);
      fail(start, new Failure(FailureCode.BROKEN, "", bug));
    }
  }

  private void again(Start start, EngineUnavailable away) {
    if (start.session().attempts() >= MOST_ATTEMPTS) {
      fail(start, Failure.of(away));
    } else {
      tools.store().requeue(start.session().id());
      clean(start);
    }
  }

  private void fail(Start start, Failure failure) {
    LOG.log(Level.INFO, "session {0} failed: {1}", start.session().id(), failure.code().word());
    boolean ended =
        tools.store().failed(start.session(), failure.reason(), failure.facts()).isPresent();
    if (failure.code() == FailureCode.NETWORK_UNAVAILABLE) {
      tools.networks().forget();
    }
    clean(start);
    if (ended) {
      forgetScratch(start.session());
    }
  }

  /** A home for once is of no use to anybody, and may hold what was to be read. */
  private void forgetScratch(Session failed) {
    try {
      failed.home().ifPresent(tools.homes()::forgetScratch);
    } catch (EngineFailure later) {
      LOG.log(Level.INFO, "a home for once is left: {0}", later.getMessage());
    }
  }

  /** What cannot be removed now, the reconciliation removes. */
  private static void clean(Start start) {
    try {
      start.clean();
    } catch (EngineFailure later) {
      LOG.log(Level.INFO, "left for the reconciliation: {0}", later.getMessage());
    }
  }
}
