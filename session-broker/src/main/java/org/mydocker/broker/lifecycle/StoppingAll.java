package org.mydocker.broker.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;

/**
 * The end of every session at once, for whoever runs the machine (site.md CLI-02). Homes stay, as
 * at any other end. What waits in the queue goes first, so that nothing takes the place of what
 * ends; what the engine cannot end within some minutes is left to the reconciliation, and counted.
 */
public final class StoppingAll {

  public static final StopReason BY_ADMINISTRATOR = new StopReason("by-administrator", "");

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final SessionStore store;
  private final Catalogue catalogue;
  private final Stopping stopping;
  private final Executor pool;

  /**
   * @param pool for what takes seconds, several at once
   */
  public StoppingAll(SessionStore store, Catalogue catalogue, Stopping stopping, Executor pool) {
    this.store = store;
    this.catalogue = catalogue;
    this.stopping = stopping;
    this.pool = pool;
  }

  /** How many sessions are not at their end, by the title of their environment. */
  public Map<String, Long> running(Locale locale) {
    return alive().stream()
        .collect(
            Collectors.groupingBy(
                session -> title(session, locale), TreeMap::new, Collectors.counting()));
  }

  /** Stops them and waits; returns how many are still not at their end. */
  public int stopAll(StopReason why) {
    CompletableFuture<?>[] ends =
        alive().stream()
            .map(session -> CompletableFuture.runAsync(() -> stop(session, why), pool))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    return alive().size();
  }

  private void stop(Session session, StopReason why) {
    if (session.state() == SessionState.STOPPING) {
      stopping.finish(session);
    } else {
      stopping.stop(session, why);
    }
  }

  private List<Session> alive() {
    List<Session> queued = store.in(SessionState.QUEUED);
    List<Session> others =
        store.in(
            SessionState.PULLING,
            SessionState.CREATING,
            SessionState.STARTING,
            SessionState.READY,
            SessionState.STOPPING);
    return Stream.concat(queued.stream(), others.stream()).toList();
  }

  private String title(Session session, Locale locale) {
    return catalogue
        .entry(session.key().environment(), locale)
        .map(entry -> entry.environment().title())
        .orElseGet(() -> session.key().environment().toString());
  }
}
