package org.mydocker.broker.home;

import java.time.Duration;
import java.util.Set;

/**
 * How much a snapshot may take. Over {@code entries} or {@code bytes} the whole is refused; a file
 * over {@code fileBytes} and what is too deep are skipped and told. Names to leave out are left out
 * at any depth and not counted.
 */
public record SnapshotLimits(
    long entries, long bytes, long fileBytes, int depth, Duration time, Set<String> leaveOut) {
  public SnapshotLimits {
    leaveOut = Set.copyOf(leaveOut);
    if (entries < 1 || bytes < 1 || fileBytes < 1 || depth < 1 || time.toSeconds() < 1) {
      throw new IllegalArgumentException("a snapshot needs limits above nothing");
    }
  }
}
