package org.mydocker.web.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.mydocker.kernel.metrics.Meter;
import org.mydocker.kernel.metrics.Reading;

/** How often each refusal was answered, by its code, since the start. */
@ApplicationScoped
public class Refusals implements Meter {

  /** Codes are words of ours; should one ever be made of what a browser sent, this bounds it. */
  private static final int MOST_CODES = 500;

  private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

  public void count(String code) {
    String counted = counts.containsKey(code) || counts.size() < MOST_CODES ? code : "others";
    counts.computeIfAbsent(counted, first -> new LongAdder()).increment();
  }

  @Override
  public List<Reading> readings() {
    return counts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                Reading.counter(
                    "refusals_total",
                    "Requests that were refused, by code",
                    Map.of("code", entry.getKey()),
                    entry.getValue().sum()))
        .toList();
  }
}
