package org.mydocker.lti.login;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts by name within the running minute and forgets them with it (INI-12). Bounded: when too
 * many names come in one minute, the rest share one count.
 */
final class Window {

  private static final int MOST_NAMES = 50_000;
  private static final long MINUTE_MILLIS = 60_000;

  private final int most;
  private final Clock clock;
  private volatile Counts counts = new Counts(Long.MIN_VALUE, new ConcurrentHashMap<>());

  private record Counts(long minute, Map<String, AtomicInteger> byName) {}

  /**
   * @param most how many of one name pass in a minute
   */
  Window(int most, Clock clock) {
    this.most = most;
    this.clock = clock;
  }

  boolean passes(String name) {
    Counts now = current();
    String counted =
        now.byName.size() < MOST_NAMES || now.byName.containsKey(name) ? name : "everyone else";
    return now.byName.computeIfAbsent(counted, n -> new AtomicInteger()).incrementAndGet() <= most;
  }

  private Counts current() {
    long minute = clock.millis() / MINUTE_MILLIS;
    Counts held = counts;
    if (held.minute != minute) {
      synchronized (this) {
        if (counts.minute != minute) {
          counts = new Counts(minute, new ConcurrentHashMap<>());
        }
        held = counts;
      }
    }
    return held;
  }
}
