package org.mydocker.walls.http;

import java.time.Duration;

/** A moment after which nothing is waited for. */
record Deadline(long nanoTime) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, at least a millisecond, so that it can always be waited for. */
  Duration left() {
    return Duration.ofNanos(Math.max(nanoTime - System.nanoTime(), 1_000_000));
  }
}
