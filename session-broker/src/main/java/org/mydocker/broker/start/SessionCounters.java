package org.mydocker.broker.start;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mydocker.kernel.environment.SessionState;

/** What this instance saw sessions do since it started (broker.md RUNOPS-01); numbers, no names. */
public final class SessionCounters {

  private final LongAdder starts = new LongAdder();
  private final LongAdder startMillis = new LongAdder();
  private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
  private final Map<String, LongAdder> ends = new ConcurrentHashMap<>();

  /** Its row says that now, and said something else before. */
  void became(Session session, SessionRow row) {
    String code = session.reason().map(why -> why.code()).orElse("unknown");
    if (session.state() == SessionState.READY) {
      starts.increment();
      startMillis.add(Duration.between(row.queued, row.readyAt).toMillis());
    } else if (session.state() == SessionState.FAILED) {
      failures.computeIfAbsent(code, first -> new LongAdder()).increment();
    } else if (session.state() == SessionState.STOPPED) {
      ends.computeIfAbsent(code, first -> new LongAdder()).increment();
    }
  }

  public long starts() {
    return starts.sum();
  }

  /** From the click to the interface, of all starts together. */
  public Duration starting() {
    return Duration.ofMillis(startMillis.sum());
  }

  /** Starts that failed, by code. */
  public Map<String, Long> failures() {
    return summed(failures);
  }

  /** Sessions that ended, by reason: idle, out of memory, by their owner. */
  public Map<String, Long> ends() {
    return summed(ends);
  }

  private static Map<String, Long> summed(Map<String, LongAdder> counts) {
    Map<String, Long> sums = new TreeMap<>();
    counts.forEach((code, count) -> sums.put(code, count.sum()));
    return sums;
  }
}
