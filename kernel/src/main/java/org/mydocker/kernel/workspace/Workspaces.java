package org.mydocker.kernel.workspace;

import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.environment.SessionKey;

/** Files in and out of homes, through the broker's helper container (broker.md HOME-03). */
public interface Workspaces {

  /**
   * The home that a session of that key works in or, where it only reads ({@link
   * WorkspaceProvider#reading}), what it reads; made if it is not there.
   */
  HomeId home(SessionKey key);

  /** A tar of what is in the folder now; an absent folder is an empty tar. */
  <T> T snapshot(HomeId home, FolderName folder, TarReader<T> reader);

  /**
   * Applies in order, file by file; what changed meanwhile is left and reported. Resumes what a
   * crash interrupted.
   */
  Applied apply(HomeId home, FolderName folder, List<Change> changes);

  /** A volume with exactly that tree, to be mounted read-only (broker.md ENV-14). */
  default Optional<HomeId> scratch() {
    return Optional.empty();
  }
}
