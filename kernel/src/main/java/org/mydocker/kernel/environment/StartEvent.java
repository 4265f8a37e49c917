package org.mydocker.kernel.environment;

import java.time.Instant;
import java.util.Map;

/**
 * One step of a start, told live and replayed to who comes late (broker.md START-03).
 *
 * @param sequence from 1, without gaps, per session; what is of the moment only (bytes, log lines)
 *     has that of the step before
 * @param facts queue position, bytes pulled and in all, usual time, log lines, failure code; by
 *     name
 */
public record StartEvent(long sequence, Instant at, SessionState state, Map<String, String> facts) {

  public StartEvent {
    facts = Map.copyOf(facts);
  }
}
