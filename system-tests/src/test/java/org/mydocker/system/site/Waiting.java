package org.mydocker.system.site;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for something to become true, looking often, up to a deadline. */
public final class Waiting {

  private Waiting() {}

  public static void until(String what, Duration most, Callable<Boolean> check) {
    long end = System.nanoTime() + most.toNanos();
    Exception last = null;
    while (System.nanoTime() < end) {
      try {
        if (check.call()) {
          return;
        }
        last = null;
      } catch (Exception e) {
        last = e;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    throw new AssertionError("after " + most.toSeconds() + " s still not: " + what, last);
  }
}
