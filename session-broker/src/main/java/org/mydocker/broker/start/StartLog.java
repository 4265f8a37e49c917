package org.mydocker.broker.start;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.kernel.environment.SessionState;

/**
 * The last lines of a container that is starting (START-03). They are asked of the engine each time
 * and kept nowhere: whoever comes late, or to another instance, is told the same.
 */
public final class StartLog {

  private static final Logger LOG = System.getLogger(StartLog.class.getName());

  private final Engine engine;

  public StartLog(Engine engine) {
    this.engine = engine;
  }

  /** Empty where there is nothing to tell, or the engine cannot tell now. */
  public String of(Session session) {
    if (session.state() != SessionState.STARTING || session.place().isEmpty()) {
      return "";
    }
    try {
      return LogText.live(engine.logTail(session.place().get().container(), LogText.LIVE_LINES));
    } catch (EngineFailure notNow) {
      LOG.log(Level.DEBUG, "no log of {0}: {1}", session.id(), notNow.getMessage());
      return "";
    }
  }
}
