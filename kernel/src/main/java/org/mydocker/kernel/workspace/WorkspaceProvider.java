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
   * Brings the working copy up to date; returns the path to open first, inside the home, if there
   * is one.
   */
  Optional<String> prepare(SessionKey key, Workspaces workspaces);
}
