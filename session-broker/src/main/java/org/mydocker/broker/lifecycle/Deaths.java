package org.mydocker.broker.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineEvent;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.StopReason;

/**
 * Hears from the engine that a container ran out of memory or died (ENG-04), and turns it into the
 * reason that people read (RUN-02, RUN-04). Where the kernel killed only a child, the session goes
 * on and its page says what happened.
 */
public final class Deaths {

  private static final Logger LOG = System.getLogger(Deaths.class.getName());
  private static final Duration SAME = Duration.ofSeconds(30);
  private static final int LOG_LINES = 20;

  private final SessionStore store;
  private final Catalogue catalogue;
  private final Engine engine;
  private final Stopping stopping;
  private final Map<ContainerId, Instant> ranOut = new ConcurrentHashMap<>();

  public Deaths(SessionStore store, Catalogue catalogue, Engine engine, Stopping stopping) {
    this.store = store;
    this.catalogue = catalogue;
    this.engine = engine;
    this.stopping = stopping;
  }

  public void happened(EngineEvent event) {
    Optional<Session> session = sessionOf(event.labels());
    if (session.isEmpty()) {
      return;
    }
    switch (event.what()) {
      case OUT_OF_MEMORY -> {
        ranOut.put(event.container(), event.at());
        store.memoryRanOut(session.get().id(), event.at());
      }
      case DIED -> died(session.get(), event.container(), event.at());
      case STARTED -> {}
      case REMOVED -> ranOut.remove(event.container());
    }
  }

  /**
   * The container of a session that should run seems not to: ends the session and says why, unless
   * the engine says that it does run. While the engine cannot say, nothing is ended.
   */
  void died(Session session, ContainerId container, Instant when) {
    if (session.ready() && session.has(container)) {
      try {
        why(session, container, when).ifPresent(why -> stopping.ended(session, why));
      } catch (EngineFailure away) {
        LOG.log(Level.INFO, "cannot look at {0}: {1}", session.id(), away.getMessage());
      }
    }
  }

  private Optional<StopReason> why(Session session, ContainerId container, Instant when) {
    ContainerState state = engine.inspect(container);
    if (state instanceof ContainerState.Running) {
      return Optional.empty();
    }
    if (!(state instanceof ContainerState.Exited exited)) {
      return Optional.of(new StopReason("lost", ""));
    }
    Instant out = ranOut.getOrDefault(container, Instant.EPOCH);
    boolean memory = exited.code() != 0 && (exited.outOfMemory() || out.plus(SAME).isAfter(when));
    return Optional.of(
        memory
            ? new StopReason("out-of-memory", limit(session) + " MiB")
            : new StopReason(
                "crashed", exited.code() + "\n" + engine.logTail(container, LOG_LINES)));
  }

  private String limit(Session session) {
    return Long.toString(
        catalogue
            .recipe(session.key().environment(), session.version(), session.key().role())
            .size()
            .memory());
  }

  private Optional<Session> sessionOf(Map<String, String> labels) {
    return SessionLabels.from(labels)
        .flatMap(
            own ->
                store
                    .find(new SessionId(UUID.fromString(own.session())))
                    .filter(session -> session.generation() == own.generation()));
  }
}
