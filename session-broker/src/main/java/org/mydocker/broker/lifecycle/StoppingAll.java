package org.mydocker.broker.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;

/**
 * The end of every session at once, for whoever runs the machine (site.md CLI-02). Before one ends,
 * what was worked on in it is taken into keeping; where that fails it is told and the session ends
 * all the same, since homes stay, as at any other end. What waits in the queue goes first, so that
 * nothing takes the place of what ends; what the engine cannot end within some minutes is left to
 * the reconciliation, and counted.
 */
public final class StoppingAll {

  public static final StopReason BY_ADMINISTRATOR = new StopReason("by-administrator", "");

  private static final Logger LOG = System.getLogger(StoppingAll.class.getName());
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  private final SessionStore store;
  private final Catalogue catalogue;
  private final Stopping stopping;
  private final Predicate<Session> keeping;
  private final Executor pool;

  /**
   * What became of them.
   *
   * @param left how many are still not at their end
   * @param kept of how many the work was taken into keeping
   * @param notKept those of which it could not, each with the reason
   */
  public record Outcome(int left, int kept, List<String> notKept) {
    public Outcome {
      notKept = List.copyOf(notKept);
    }
  }

  /**
   * @param keeping takes a session's work into keeping, within a time of its own; whether there was
   *     any
   * @param pool for what takes seconds, several at once
   */
  public StoppingAll(
      SessionStore store,
      Catalogue catalogue,
      Stopping stopping,
      Predicate<Session> keeping,
      Executor pool) {
    this.store = store;
    this.catalogue = catalogue;
    this.stopping = stopping;
    this.keeping = keeping;
    this.pool = pool;
  }

  /** How many sessions are not at their end, by the title of their environment. */
  public Map<String, Long> running(Locale locale) {
    return alive().stream()
        .collect(
            Collectors.groupingBy(
                session -> title(session, locale), TreeMap::new, Collectors.counting()));
  }

  /** Keeps their work, stops them, and waits. */
  public Outcome stopAll(StopReason why, Locale locale) {
    AtomicInteger kept = new AtomicInteger();
    Queue<String> notKept = new ConcurrentLinkedQueue<>();
    CompletableFuture<?>[] ends =
        alive().stream()
            .map(
                session ->
                    CompletableFuture.runAsync(
                        () -> {
                          keep(session, locale, kept, notKept);
                          stop(session, why);
                        },
                        pool))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ends)
        .completeOnTimeout(null, PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join();
    return new Outcome(alive().size(), kept.get(), List.copyOf(notKept));
  }

  /** Nobody has worked in one that never was ready. */
  private void keep(Session session, Locale locale, AtomicInteger kept, Queue<String> notKept) {
    if (!session.ready()) {
      return;
    }
    try {
      if (keeping.test(session)) {
        kept.incrementAndGet();
      }
    } catch (RuntimeException failure) {
      LOG.log(Level.WARNING, "the work of session " + session.id() + " was not kept", failure);
      notKept.add(
          title(session, locale) + ", session " + session.id() + ": " + failure.getMessage());
    }
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
