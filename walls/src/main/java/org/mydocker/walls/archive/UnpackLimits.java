package org.mydocker.walls.archive;

import java.time.Duration;

/**
 * How much an archive may be: entries (files and directories), bytes of all files and of one, how
 * many times it may expand, and how long unpacking may take (SAFE-15).
 */
public record UnpackLimits(
    int entries, long totalBytes, long entryBytes, int ratio, Duration time) {
  private static final long SLACK = 1 << 20;

  public UnpackLimits {
    if (entries < 1
        || totalBytes < 1
        || entryBytes < 1
        || ratio < 1
        || time.isNegative()
        || time.isZero()) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /**
   * For a teacher's material or a student's work: 20,000 entries, 1 GiB, 256 MiB each, 200 times.
   */
  public static UnpackLimits usual() {
    return new UnpackLimits(20_000, 1L << 30, 256L << 20, 200, Duration.ofMinutes(2));
  }

  /** What the archive itself may weigh: all that it may hold, and its headers. */
  long archiveBytes() {
    return totalBytes + SLACK + 2048L * entries;
  }

  /** Whether so many bytes may come out of so many; small archives are left alone. */
  boolean expandsTooMuch(long out, long in) {
    return out > SLACK && out / ratio > in;
  }
}
