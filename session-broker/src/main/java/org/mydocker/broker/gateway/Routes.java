package org.mydocker.broker.gateway;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The table of routes: told by the broker ({@link #put}, {@link #remove}) and, where several
 * instances share one database, looked up in a {@link RouteSource}.
 *
 * <p>What is told is kept until it is removed. What was looked up, found or not, is kept for a
 * short while only, because another instance may change it. Looking up is bounded: one question at
 * a time for each session, a bounded number of them, each with a time-out; so made-up host names
 * can neither flood the source nor fill the memory.
 */
public final class Routes {
  private static final int MAX_ASKED = 256;
  private static final int MAX_LOOKED_UP = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private record Found(Optional<Route> route, Instant until) {}

  private final RouteSource source;
  private final Duration keep;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Route> told = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Found> found = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, CompletableFuture<Optional<Route>>> asked =
      new ConcurrentHashMap<>();

  /** A table that is told everything. */
  public Routes() {
    this(RouteSource.none(), Duration.ofSeconds(2), InstantSource.system());
  }

  /**
   * @param keep how long an answer of the source is believed; at most 2 s where revocation must be
   *     felt within 5 s
   */
  public Routes(RouteSource source, Duration keep, InstantSource clock) {
    this.source = source;
    this.keep = keep;
    this.clock = clock;
  }

  /** Takes effect with the next request; older news than what is known is ignored. */
  public void put(Route route) {
    told.merge(route.session(), route, Routes::newer);
    found.remove(route.session());
  }

  /** Forgets the session; the source, if there is one, is asked again. */
  public void remove(String session) {
    told.remove(session);
    asked.remove(session); // what is being looked up may be older than this
    found.remove(session);
  }

  public int size() {
    return told.size();
  }

  /** Fails if the source fails, is too slow or is asked too much. */
  CompletionStage<Optional<Route>> find(String session) {
    Route route = told.get(session);
    if (route != null) {
      return CompletableFuture.completedFuture(Optional.of(route));
    }
    Found known = found.get(session);
    if (known != null && clock.instant().isBefore(known.until())) {
      return CompletableFuture.completedFuture(known.route());
    }
    return ask(session);
  }

  private CompletionStage<Optional<Route>> ask(String session) {
    CompletableFuture<Optional<Route>> mine = new CompletableFuture<>();
    CompletableFuture<Optional<Route>> others = asked.putIfAbsent(session, mine);
    if (others != null) {
      return others;
    }
    mine.orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    mine.whenComplete((route, failure) -> asked.remove(session, mine));
    if (asked.size() > MAX_ASKED) {
      mine.completeExceptionally(new IllegalStateException("too many routes are being looked up"));
      return mine;
    }
    looked(session)
        .whenComplete(
            (route, failure) -> {
              if (failure == null) {
                asked.computeIfPresent(
                    session, (key, now) -> now == mine ? remembered(session, route) : now);
                mine.complete(route);
              } else {
                mine.completeExceptionally(failure);
              }
            });
    return mine;
  }

  private CompletionStage<Optional<Route>> looked(String session) {
    try {
      return source.find(session);
    } catch (RuntimeException full) {
      return CompletableFuture.failedFuture(full);
    }
  }

  /** Keeps it, and gives nothing: what is known is asked no more. */
  private CompletableFuture<Optional<Route>> remembered(String session, Optional<Route> route) {
    Instant now = clock.instant();
    if (found.size() >= MAX_LOOKED_UP) {
      found.values().removeIf(old -> !now.isBefore(old.until()));
    }
    if (found.size() < MAX_LOOKED_UP) {
      found.put(session, new Found(route, now.plus(keep)));
    }
    return null;
  }

  private static Route newer(Route known, Route told) {
    return told.generation() >= known.generation() ? told : known;
  }
}
