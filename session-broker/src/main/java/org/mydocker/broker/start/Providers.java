package org.mydocker.broker.start;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Whoever in this application has files for a session; asked anew each time, by the first claim.
 */
public final class Providers {

  private final Supplier<Stream<WorkspaceProvider>> all;

  public Providers(Supplier<Stream<WorkspaceProvider>> all) {
    this.all = all;
  }

  boolean reading(SessionKey key) {
    return all.get().anyMatch(provider -> provider.provides(key) && provider.reading(key));
  }

  /** Puts the files in place; the path to open first, if there is one. */
  Optional<String> prepare(SessionKey key, Workspaces workspaces) {
    return all.get()
        .filter(provider -> provider.provides(key))
        .findFirst()
        .flatMap(provider -> provider.prepare(key, workspaces));
  }
}
