package org.mydocker.broker.engine;

import java.util.Set;
import java.util.TreeSet;

/**
 * What a container may do beyond the hardened default (ENG-06): be root inside, have capabilities,
 * by their kernel names without the prefix. Only what an administrator allowed is ever put here.
 */
public record Privileges(boolean root, Set<String> capabilities) {

  /** User 1000, no capability. */
  public static final Privileges NONE = new Privileges(false, Set.of());

  public Privileges {
    capabilities = Set.copyOf(capabilities);
  }

  /** The same text for the same privileges. */
  @Override
  public String toString() {
    return (root ? "root" : "user") + new TreeSet<>(capabilities);
  }
}
