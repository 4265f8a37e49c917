package org.mydocker.web.metrics;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import org.mydocker.kernel.metrics.Meter;
import org.mydocker.kernel.metrics.Reading;

/** The process itself: memory, threads, collections, and for how long it runs. */
@ApplicationScoped
class JavaMachine implements Meter {

  @Override
  public List<Reading> readings() {
    var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
    long collecting =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum();
    return List.of(
        gauge("heap_used_bytes", "Heap in use", heap.getUsed()),
        gauge("heap_most_bytes", "Heap that may be used", heap.getMax()),
        gauge("threads", "Threads", ManagementFactory.getThreadMXBean().getThreadCount()),
        gauge(
            "uptime_seconds",
            "Since the process began",
            ManagementFactory.getRuntimeMXBean().getUptime() / 1000.0),
        new Reading(
            "collecting_seconds_total",
            "Time in garbage collections",
            Reading.Kind.COUNTER,
            Map.of(),
            collecting / 1000.0));
  }

  private static Reading gauge(String name, String help, double value) {
    return Reading.gauge(name, help, Map.of(), value);
  }
}
