package org.mydocker.kernel.metrics;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * One number at this moment.
 *
 * @param name words with underscores, without the product's prefix; that of a counter ends in
 *     {@code _total}, a unit stands in it ({@code _seconds}, {@code _bytes})
 * @param labels few values each, and never a person, a course or a secret
 */
public record Reading(
    String name, String help, Kind kind, Map<String, String> labels, double value) {

  private static final Pattern WORDS = Pattern.compile("[a-z][a-z0-9_]{0,99}");

  public enum Kind {
    COUNTER,
    GAUGE
  }

  public Reading {
    if (!WORDS.matcher(name).matches()
        || !labels.keySet().stream().allMatch(label -> WORDS.matcher(label).matches())) {
      throw new IllegalArgumentException("not a name of a metric: " + name + " " + labels.keySet());
    }
    labels = Map.copyOf(labels);
  }

  public static Reading counter(String name, String help, Map<String, String> labels, long value) {
    return new Reading(name, help, Kind.COUNTER, labels, value);
  }

  public static Reading gauge(String name, String help, Map<String, String> labels, double value) {
    return new Reading(name, help, Kind.GAUGE, labels, value);
  }
}
