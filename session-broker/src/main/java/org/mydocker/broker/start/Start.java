package org.mydocker.broker.start;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.NetworkPolicy;
import org.mydocker.broker.catalogue.Reach;
import org.mydocker.broker.catalogue.Recipe;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.PullProgress;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.rows.Secret;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.workspace.HomeId;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * One start, from the image to the first answer (START-01). Each step is written before the next
 * one begins. Files come into the home while the interface boots, and are there before it is shown.
 */
public final class Start {

  /** What every start needs. */
  public record Tools(
      SessionStore store,
      Catalogue catalogue,
      Engine engine,
      Pulls pulls,
      Networks networks,
      PersonalHomes homes,
      Containers containers,
      Providers providers,
      Workspaces workspaces,
      Readiness readiness,
      Door door,
      InstantSource clock) {}

  private static final Duration TELL_APART = Duration.ofSeconds(1);

  private final Tools tools;
  private final DataVolumes data;
  private Session session;
  private ContainerId container;
  private Instant told = Instant.EPOCH;

  Start(Tools tools, Session claimed) {
    this.tools = tools;
    this.data = new DataVolumes(tools.engine);
    this.session = claimed;
  }

  /** Whatever is thrown, {@link #clean} is to be called. */
  void run() throws InterruptedException {
    Recipe recipe =
        tools.catalogue.recipe(
            session.key().environment(), session.version(), session.key().role());
    requireReach(recipe.reach());
    if (!tools.door.reserve(session)) {
      throw new Failure(FailureCode.NO_PORT_FREE, "");
    }
    tools.pulls.ensure(recipe.image().text(), this::tell);
    tools.networks.ensure();
    create(recipe);
    Optional<String> prepared = tools.providers.prepare(session.key(), tools.workspaces);
    tools.readiness.await(session.place().orElseThrow(), recipe.startPath());
    go(tools.store.ready(session, recipe.face().entry(prepared, recipe.startPath())));
    tools.door.open(session);
    tools.catalogue.took(
        session.key().environment(), Duration.between(session.queued(), tools.clock.instant()));
  }

  /** A wall that the engine cannot build is not left out in silence. */
  private static void requireReach(Reach reach) {
    if (reach.policy() == NetworkPolicy.ALLOW_LIST) {
      throw new Failure(FailureCode.NETWORK_NOT_ENFORCED, String.join("\n", reach.hosts()));
    }
  }

  private void create(Recipe recipe) {
    List<VolumeMount> volumes = new ArrayList<>(data.mounts(recipe.data()));
    boolean reading = tools.providers.reading(session.key());
    Optional<String> token = reading ? Optional.empty() : Optional.of(Secret.fresh());
    HomeId home = tools.homes.ready(session.key(), recipe.home(), reading);
    if (reading) {
      tools.homes.handedIn(session.key());
    }
    go(tools.store.working(session, home, token.map(Secret::hash).orElse(null)));
    volumes.addAll(0, tools.homes.mounts(home, recipe.mountPath()));
    container = tools.engine.create(tools.containers.of(session, recipe, volumes, token));
    tools.engine.start(container);
    go(
        tools.store.placed(
            session,
            new Place(
                container,
                tools.readiness.living(container),
                recipe.ports().primary(),
                recipe.ports().secure())));
  }

  /** Removes what an unfinished start left in the engine. */
  void clean() {
    if (container != null && session.state() != SessionState.READY) {
      tools.engine.remove(container);
    }
  }

  Session session() {
    return session;
  }

  private void go(Optional<Session> next) {
    session = next.orElseThrow(Abandoned::new);
  }

  private void tell(PullProgress progress) {
    Instant now = tools.clock.instant();
    if (!now.isBefore(told.plus(TELL_APART))) {
      told = now;
      tools.store.tell(
          session,
          Map.of(
              "bytes", Long.toString(progress.bytes()),
              "of", Long.toString(progress.totalBytes())));
    }
  }

  /** The session was stopped, or started anew by another instance: this start is nobody's. */
  static final class Abandoned extends RuntimeException {
    Abandoned() {
      super("the session went on without this start");
    }
  }
}
