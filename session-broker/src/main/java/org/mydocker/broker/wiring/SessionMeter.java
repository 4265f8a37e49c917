package org.mydocker.broker.wiring;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.broker.start.SessionCounters;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.metrics.Meter;
import org.mydocker.kernel.metrics.Reading;

/** Sessions, their starts and the engine, for {@code /metrics} (RUNOPS-01). */
@ApplicationScoped
class SessionMeter implements Meter {

  @Inject SessionStore store;
  @Inject GuardedEngine engine;

  @Override
  public List<Reading> readings() {
    List<Reading> readings = new ArrayList<>();
    Map<SessionState, Long> now = store.byState();
    for (SessionState state : SessionState.values()) {
      readings.add(
          Reading.gauge(
              "sessions",
              "Sessions by state; queued ones wait for their start",
              Map.of("state", state.name().toLowerCase(Locale.ROOT)),
              now.getOrDefault(state, 0L)));
    }
    SessionCounters counters = store.counters();
    readings.add(counter("starts_total", "Starts that ended in an interface", counters.starts()));
    readings.add(
        new Reading(
            "start_seconds_total",
            "From the click to the interface, of all starts together",
            Reading.Kind.COUNTER,
            Map.of(),
            counters.starting().toMillis() / 1000.0));
    byCode(readings, "start_failures_total", "Starts that failed", "code", counters.failures());
    byCode(readings, "session_ends_total", "Sessions that ended", "reason", counters.ends());
    readings.add(counter("engine_calls_total", "Calls to the engine", engine.calls()));
    readings.add(
        counter(
            "engine_failures_total", "Calls that the engine did not answer", engine.failures()));
    readings.add(
        Reading.gauge(
            "engine_away",
            "1 while the engine does not answer",
            Map.of(),
            engine.away().isPresent() ? 1 : 0));
    return readings;
  }

  private static Reading counter(String name, String help, long value) {
    return Reading.counter(name, help, Map.of(), value);
  }

  private static void byCode(
      List<Reading> readings, String name, String help, String label, Map<String, Long> counts) {
    counts.forEach(
        (code, count) ->
            readings.add(
                Reading.counter(name, help + ", by " + label, Map.of(label, code), count)));
  }
}
