package org.mydocker.broker.start;

import java.time.Duration;

/** Waiting, as something that a test can do without waiting. */
@FunctionalInterface
public interface Pause {

  void of(Duration time) throws InterruptedException;

  static Pause real() {
    return time -> Thread.sleep(time.toMillis());
  }
}
