package org.mydocker.broker.lifecycle;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.mydocker.broker.engine.ContainerSummary;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.start.Door;
import org.mydocker.broker.start.PersonalHomes;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.StopReason;

/**
 * Brings a session to its end: door closed, containers of it stopped and removed, a scratch home
 * gone with what was read in it. If the engine cannot do it now, the row stays in {@code STOPPING}
 * and the reconciliation comes back to it.
 */
public final class Stopping {

  private static final Logger LOG = System.getLogger(Stopping.class.getName());
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final SessionStore store;
  private final Engine engine;
  private final PersonalHomes homes;
  private final Door door;
  private final String installation;

  public Stopping(
      SessionStore store, Engine engine, PersonalHomes homes, Door door, String installation) {
    this.store = store;
    this.engine = engine;
    this.homes = homes;
    this.door = door;
    this.installation = installation;
  }

  /** Asks for the end, for a reason of the broker's own, and sees to it. */
  public void stop(Session session, StopReason why) {
    store.stopping(session.id(), why).ifPresent(this::finish);
  }

  /** Ends a session that is to be stopped. */
  public void finish(Session session) {
    door.close(session);
    if (removed(session)) {
      store.stopped(session, Optional.empty());
    }
  }

  /** The session ended by itself, and that is why. */
  public void ended(Session session, StopReason why) {
    if (store.stopped(session, Optional.of(why)).isPresent()) {
      LOG.log(Level.INFO, "session {0} ended: {1}", session.id(), why.code());
      door.close(session);
      removed(session);
    }
  }

  private boolean removed(Session session) {
    try {
      for (ContainerSummary container : engine.list(SessionLabels.ofInstallation(installation))) {
        boolean its =
            SessionLabels.from(container.labels())
                .filter(labels -> labels.session().equals(session.id().toString()))
                .filter(labels -> labels.generation() <= session.generation())
                .isPresent();
        if (its) {
          engine.stop(container.id(), GRACE);
          engine.remove(container.id());
        }
      }
      session.home().ifPresent(homes::forgetScratch);
      return true;
    } catch (EngineFailure later) {
      LOG.log(Level.INFO, "session {0} not yet removed: {1}", session.id(), later.getMessage());
      return false;
    }
  }
}
