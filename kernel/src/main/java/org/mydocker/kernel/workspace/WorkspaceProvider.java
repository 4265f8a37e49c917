package org.mydocker.kernel.workspace;

import java.util.Optional;
import org.mydocker.kernel.environment.SessionKey;

/**
 * Puts an activity's files in place before the interface is shown. Implemented by the assignment
 * service.
 */
public interface WorkspaceProvider {

  /** Whether this provider has files for that key. */
  boolean provides(SessionKey key);

  /**
   * Brings the working copy up to date; returns the path to open first, inside {@link
   * Workspaces#home}, if there is one.
   */
  Optional<String> prepare(SessionKey key, Workspaces workspaces);

  /**
   * Takes what the working copy holds now into safe keeping, because the environment is about to
   * end (site.md CLI-02); nothing is handed in by that. Nothing to do where the provider keeps
   * nothing.
   */
  default void keep(SessionKey key, Workspaces workspaces) {}

  /**
   * Whether a session of that key only reads another person's work (broker.md ENV-14): it then gets
   * a scratch home, no network and no token, and sees what {@link #prepare} puts in place read-only
   * in a folder of that home; both go with the session.
   */
  default boolean reading(SessionKey key) {
    return false;
  }
}
