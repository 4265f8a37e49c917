package org.mydocker.web.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mydocker.kernel.metrics.Reading;

/**
 * Readings as Prometheus reads them (text format 0.0.4): one HELP and TYPE for a name, then a line
 * for each set of labels.
 */
final class Exposition {

  static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private Exposition() {}

  static String of(List<Reading> readings) {
    Map<String, List<Reading>> named = new LinkedHashMap<>();
    for (Reading reading : readings) {
      named.computeIfAbsent("mydocker_" + reading.name(), name -> new ArrayList<>()).add(reading);
    }
    StringBuilder text = new StringBuilder();
    named.forEach(
        (name, lines) -> {
          Reading first = lines.get(0);
          text.append("# HELP ").append(name).append(' ').append(help(first.help())).append('\n');
          text.append("# TYPE ").append(name).append(' ');
          text.append(first.kind().name().toLowerCase(Locale.ROOT)).append('\n');
          lines.forEach(
              line ->
                  text.append(name)
                      .append(labels(line.labels()))
                      .append(' ')
                      .append(number(line.value()))
                      .append('\n'));
        });
    return text.toString();
  }

  private static String labels(Map<String, String> labels) {
    return labels.isEmpty()
        ? ""
        : new TreeMap<>(labels)
            .entrySet().stream()
                .map(label -> label.getKey() + "=\"" + value(label.getValue()) + '"')
                .collect(Collectors.joining(",", "{", "}"));
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  private static String value(String text) {
    return help(text).replace("\"", "\\\"");
  }

  private static String help(String text) {
    return text.replace("\\", "\\\\").replace("\n", "\\n");
  }
}
