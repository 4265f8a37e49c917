package org.mydocker.kernel.workspace;

import java.util.Optional;

/**
 * One change to a working copy.
 *
 * <p>{@code expected} is the SHA-256 in lower-case hex of what must be there now, empty for
 * "nothing": who finds something else does not touch it (broker.md HOME-03).
 */
public sealed interface Change {

  String path();

  Optional<String> expected();

  /** Writes a file. */
  record Put(String path, Body body, boolean executable, Optional<String> expected)
      implements Change {}

  /** Removes a file, and the directories that this leaves empty. */
  record Delete(String path, Optional<String> expected) implements Change {}
}
