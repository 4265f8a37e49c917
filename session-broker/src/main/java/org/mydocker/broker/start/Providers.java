package org.mydocker.broker.start;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Whoever in this application has files for a session; asked anew each time, by the first claim.
 */
public final class Providers {

  private static final Logger LOG = Logger.getLogger(Providers.class.getName());

  private final Supplier<Stream<WorkspaceProvider>> all;

  public Providers(Supplier<Stream<WorkspaceProvider>> all) {
    this.all = all;
  }

  boolean reading(SessionKey key) {
    return all.get().anyMatch(provider -> provider.provides(key) && provider.reading(key));
  }

  /**
   * Brings the files of a session that runs up to date (assignments.md ACT-05). What cannot be done
   * now is done at the next opening: an interface that runs is not kept from its owner for it.
   */
  public void refresh(SessionKey key, Workspaces workspaces) {
    try {
      prepare(key, workspaces);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "the files of a running session were not brought up to date", e);
    }
  }

  /**
   * Takes the files of a session that is about to end into keeping; whether anybody has any for it.
   */
  public boolean keep(SessionKey key, Workspaces workspaces) {
    Optional<WorkspaceProvider> its =
        all.get().filter(provider -> provider.provides(key) && !provider.reading(key)).findFirst();
    its.ifPresent(provider -> provider.keep(key, workspaces));
    return its.isPresent();
  }

  /** Puts the files in place; the path in the home to open first, if there is one. */
  Optional<String> prepare(SessionKey key, Workspaces workspaces) {
    return all.get()
        .filter(provider -> provider.provides(key))
        .findFirst()
        .flatMap(
            provider ->
                provider
                    .prepare(key, workspaces)
                    .map(
                        path ->
                            provider.reading(key) ? PersonalHomes.HANDED_IN + "/" + path : path));
  }
}
