package org.mydocker.broker.start;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.ImageReference;
import org.mydocker.broker.catalogue.NetworkPolicy;
import org.mydocker.broker.catalogue.Permissions;
import org.mydocker.broker.catalogue.Reach;
import org.mydocker.broker.catalogue.Recipe;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.ImageFacts;
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
      Permissions permissions,
      Containers containers,
      Providers providers,
      Workspaces workspaces,
      Readiness readiness,
      Door door,
      InstantSource clock) {}

  /** A pull that ends well and brings nothing is not tried for ever. */
  private static final int MOST_PULLS = 5;

  private final Tools tools;
  private final DataVolumes data;
  private Session session;
  private Recipe recipe;
  private ContainerId container;

  Start(Tools tools, Session claimed) {
    this.tools = tools;
    this.data = new DataVolumes(tools.engine);
    this.session = claimed;
  }

  /**
   * Asks whether all is allowed and the image is there; what is returned is the end of its pull,
   * and after that the start is to be begun anew.
   */
  Optional<CompletableFuture<Void>> missing() {
    recipe =
        tools.catalogue.recipe(
            session.key().environment(), session.version(), session.key().role());
    if (session.pinned().isPresent()) {
      recipe = recipe.with(ImageReference.of(session.pinned().get()));
    }
    requireReach(recipe.reach());
    if (!tools.permissions.allowed(recipe.environment(), recipe.needs())) {
      throw new Failure(FailureCode.PERMISSION_MISSING, recipe.needs().text());
    }
    String image = recipe.image().text();
    Optional<ImageFacts> held = tools.pulls.held(image);
    if (held.isEmpty() && session.attempts() > MOST_PULLS) {
      throw new Failure(FailureCode.IMAGE_NOT_FOUND, image);
    }
    if (held.isEmpty()) {
      return Optional.of(tools.pulls.fetch(image));
    }
    go(tools.store.uses(session, held.get().id()));
    return Optional.empty();
  }

  /** Whatever is thrown, {@link #clean} is to be called. */
  void run() throws InterruptedException {
    Instant begun = tools.clock.instant();
    if (!tools.door.reserve(session)) {
      throw new Failure(FailureCode.NO_PORT_FREE, "");
    }
    tools.networks.ensure();
    create();
    Optional<String> prepared = tools.providers.prepare(session.key(), tools.workspaces);
    tools.readiness.await(session.place().orElseThrow(), recipe.startPath());
    go(tools.store.ready(session, recipe.face().entry(prepared, recipe.startPath())));
    tools.door.open(session);
    tools.catalogue.took(
        session.key().environment(), Duration.between(begun, tools.clock.instant()));
  }

  /** A wall that the engine cannot build is not left out in silence. */
  private static void requireReach(Reach reach) {
    if (reach.policy() == NetworkPolicy.ALLOW_LIST) {
      throw new Failure(FailureCode.NETWORK_NOT_ENFORCED, String.join("\n", reach.hosts()));
    }
  }

  private void create() {
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

  /** The session was stopped, or started anew by another instance: this start is nobody's. */
  static final class Abandoned extends RuntimeException {
    Abandoned() {
      super("the session went on without this start");
    }
  }
}
