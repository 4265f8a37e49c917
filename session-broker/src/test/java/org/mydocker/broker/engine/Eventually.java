package org.mydocker.broker.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits, with an end, for what comes true by somebody else's doing. */
public final class Eventually {
  private Eventually() {}

  public static void become(BooleanSupplier condition) {
    become(Duration.ofSeconds(20), condition);
  }

  public static void become(Duration limit, BooleanSupplier condition) {
    Instant end = Instant.now().plus(limit);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("it did not come true within " + limit);
      }
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
    }
  }
}
