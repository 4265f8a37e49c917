package org.mydocker.broker.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.ContainerSummary;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.start.Place;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;

/**
 * Compares what the rows wish with what the engine has, and repairs (ENG-03): a session that runs
 * is adopted, one whose container died or vanished is ended with its reason, a container that
 * nobody wishes is removed, an end that did not come through is tried again. Done at boot and every
 * minute, by one instance at a time; throws what the engine throws when it is away.
 */
public final class Reconciling {

  private static final Logger LOG = System.getLogger(Reconciling.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final SessionStore store;
  private final Engine engine;
  private final Stopping stopping;
  private final Deaths deaths;
  private final InstantSource clock;
  private final String installation;

  public Reconciling(
      SessionStore store,
      Engine engine,
      Stopping stopping,
      Deaths deaths,
      InstantSource clock,
      String installation) {
    this.store = store;
    this.engine = engine;
    this.stopping = stopping;
    this.deaths = deaths;
    this.clock = clock;
    this.installation = installation;
  }

  /** Queues again what an instance that died left in the middle; asks no engine. */
  public void requeue() {
    store.queueAbandoned();
  }

  public void compare() {
    List<ContainerSummary> there = engine.list(SessionLabels.ofInstallation(installation));
    Map<ContainerId, ContainerSummary> byId =
        there.stream().collect(Collectors.toMap(ContainerSummary::id, Function.identity()));
    for (Session session : store.in(SessionState.READY)) {
      oneOfMany(
          "look at " + session.id(),
          () -> session.place().ifPresent(place -> look(session, place, byId)));
    }
    there.forEach(
        container -> oneOfMany("remove " + container.name(), () -> removeUnlessWished(container)));
    for (Session session : store.in(SessionState.STOPPING)) {
      if (session.since().plus(PATIENCE).isBefore(clock.instant())) {
        stopping.finish(session);
      }
    }
  }

  /** What is refused for one keeps none of the others from it; an engine that is away does. */
  private static void oneOfMany(String what, Runnable act) {
    try {
      act.run();
    } catch (EngineRefused refused) {
      LOG.log(Level.WARNING, "could not {0}: {1}", what, refused.getMessage());
    }
  }

  private void look(Session session, Place place, Map<ContainerId, ContainerSummary> there) {
    ContainerSummary container = there.get(place.container());
    if (container == null || !container.running()) {
      deaths.died(session, place.container(), clock.instant());
    } else if (engine.inspect(place.container()) instanceof ContainerState.Running running
        && !running.address().equals(place.address())) {
      running.address().ifPresent(address -> store.moved(session.id(), address));
    }
  }

  private void removeUnlessWished(ContainerSummary container) {
    Optional<SessionLabels> labels = SessionLabels.from(container.labels());
    if (labels.isPresent() && !wished(container, labels.get())) {
      LOG.log(Level.INFO, "removing {0}, which no session wishes", container.name());
      engine.remove(container.id());
    }
  }

  private boolean wished(ContainerSummary container, SessionLabels labels) {
    return store
        .find(new SessionId(UUID.fromString(labels.session())))
        .filter(session -> session.generation() == labels.generation())
        .filter(session -> !session.state().ended())
        .filter(session -> session.state() != SessionState.READY || session.has(container.id()))
        .isPresent();
  }
}
