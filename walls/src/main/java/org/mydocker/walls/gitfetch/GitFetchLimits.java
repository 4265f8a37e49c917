package org.mydocker.walls.gitfetch;

import java.time.Duration;

/**
 * How long a fetch may take, how many bytes an answer may have, how many objects may come, and how
 * large they may be, one and all, when expanded.
 */
public record GitFetchLimits(
    Duration time, long receivedBytes, int objects, long objectBytes, long expandedBytes) {

  /** Two minutes, 200 MiB, 200,000 objects of up to 100 MiB, 2 GiB in all. */
  public static GitFetchLimits usual() {
    return new GitFetchLimits(Duration.ofMinutes(2), 200L << 20, 200_000, 100L << 20, 2L << 30);
  }
}
