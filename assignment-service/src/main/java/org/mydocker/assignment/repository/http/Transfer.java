package org.mydocker.assignment.repository.http;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * How long one request goes on. It begins by the server's clock, and how far it is comes from the
 * steady counter of the machine: a clock that is set meanwhile makes nobody late, gives nobody more
 * time and cuts nobody off (SAFE-10).
 */
final class Transfer {

  private final Instant begun;
  private final long nanos = System.nanoTime();

  private Transfer(Instant begun) {
    this.begun = begun;
  }

  static Transfer beginning(InstantSource clock) {
    return new Transfer(clock.instant());
  }

  Instant begun() {
    return begun;
  }

  /** The time now, as the clock would have it that showed the beginning. */
  Instant now() {
    return begun.plus(lasting());
  }

  Duration lasting() {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }
}
