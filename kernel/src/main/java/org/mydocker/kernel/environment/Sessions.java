package org.mydocker.kernel.environment;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.mydocker.kernel.people.Viewer;

/**
 * The sessions of the broker. Every act names its viewer and is decided by {@link
 * org.mydocker.kernel.access.Access}.
 */
public interface Sessions {

  /**
   * The session of that key, started if it is not there. Returns at once; {@link #progress} tells
   * the rest.
   */
  SessionView open(SessionKey key, Viewer viewer);

  Optional<SessionView> find(SessionId id, Viewer viewer);

  /** The viewer's own, running ones first, then by last use. */
  List<SessionView> of(Viewer viewer);

  void stop(SessionId id, Viewer viewer, StopReason why);

  /** Everything so far, then live, until the session is ready or ended. */
  Flow.Publisher<StartEvent> progress(SessionId id);

  /**
   * The address to frame: the session's own origin with a one-time ticket (at most 60 s, single
   * use).
   *
   * @param path inside the interface, beginning with {@code /}; query kept
   */
  URI entrance(SessionId id, Viewer viewer, String path);
}
