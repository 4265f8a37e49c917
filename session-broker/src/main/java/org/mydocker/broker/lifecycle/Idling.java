package org.mydocker.broker.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Interface;
import org.mydocker.broker.catalogue.Recipe;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;

/**
 * Stops what nobody uses (RUN-03) and what lived its time. Idle is counted from the last input, the
 * last "keep", or the last moment at which the interface said that something ran; the interface is
 * asked only when the rest says that the session is idle.
 */
public final class Idling {

  private static final Duration WARNING = Duration.ofMinutes(5);

  private final SessionStore store;
  private final Catalogue catalogue;
  private final Stopping stopping;
  private final Map<Interface, KernelWatch> watches;
  private final InstantSource clock;
  private final Usual usual;

  /** What holds where an environment says nothing of its own. */
  public record Usual(Duration idle, Duration lifetime) {}

  /**
   * When a session will be stopped if nothing happens, and from when on its page warns.
   *
   * @param byLifetime nothing that its user does will put it off
   */
  public record End(Instant at, Instant warnFrom, boolean byLifetime) {}

  public Idling(
      SessionStore store,
      Catalogue catalogue,
      Stopping stopping,
      Map<Interface, KernelWatch> watches,
      InstantSource clock,
      Usual usual) {
    this.store = store;
    this.catalogue = catalogue;
    this.stopping = stopping;
    this.watches = Map.copyOf(watches);
    this.clock = clock;
    this.usual = usual;
  }

  /** Looks at all that run; by one instance at a time. */
  public void sweep() {
    store.in(SessionState.READY).forEach(this::look);
  }

  /** When it will end; empty for what does not run. */
  public Optional<End> end(Session session) {
    return session.ready() ? Optional.of(end(session, recipe(session))) : Optional.empty();
  }

  private void look(Session session) {
    Recipe recipe = recipe(session);
    Instant now = clock.instant();
    Session seen = session;
    Duration beforeWarning = recipe.idle().orElse(usual.idle()).dividedBy(4);
    if (!now.isBefore(end(session, recipe).warnFrom().minus(beforeWarning))) {
      seen = asked(session, recipe, now);
    }
    End end = end(seen, recipe);
    if (!now.isBefore(end.at())) {
      stopping.stop(
          seen,
          end.byLifetime()
              ? new StopReason("lifetime", minutes(recipe.lifetime().orElse(usual.lifetime())))
              : new StopReason("idle", minutes(recipe.idle().orElse(usual.idle()))));
    }
  }

  private Session asked(Session session, Recipe recipe, Instant now) {
    KernelWatch watch = watches.get(recipe.face());
    Optional<Instant> busy =
        watch == null
            ? Optional.empty()
            : session.place().flatMap(place -> watch.lastBusy(place, now));
    if (busy.filter(at -> at.isAfter(active(session))).isEmpty()) {
      return session;
    }
    store.active(session.id(), busy.get(), false);
    return store.find(session.id()).orElse(session);
  }

  private End end(Session session, Recipe recipe) {
    Duration idle = recipe.idle().orElse(usual.idle());
    Instant byIdle = active(session).plus(idle);
    Instant byLifetime =
        session
            .times()
            .ready()
            .orElse(session.since())
            .plus(recipe.lifetime().orElse(usual.lifetime()));
    boolean lived = byLifetime.isBefore(byIdle);
    Instant at = lived ? byLifetime : byIdle;
    Duration half = idle.dividedBy(2);
    Duration warning = half.compareTo(WARNING) < 0 ? half : WARNING;
    return new End(at, at.minus(warning), lived);
  }

  private static Instant active(Session session) {
    return session.times().lastActive().orElse(session.since());
  }

  private Recipe recipe(Session session) {
    return catalogue.recipe(session.key().environment(), session.version(), session.key().role());
  }

  private static String minutes(Duration time) {
    return Long.toString(Math.max(1, time.toMinutes()));
  }
}
