package org.mydocker.kernel.environment;

import java.time.Instant;
import java.util.Optional;

/**
 * Says whether somebody did something in a session after the last save (assignments.md ACT-08).
 * Implemented by the broker, asked by whoever takes what is on the disk.
 */
public interface UnsavedWork {

  /**
   * @param input when something was typed or run last
   * @param saved when something was saved last; empty for never in this session
   */
  record Newer(Instant input, Optional<Instant> saved) {}

  /** Empty where nothing is newer, where it does not run, or where saves cannot be told. */
  Optional<Newer> of(SessionKey key);
}
