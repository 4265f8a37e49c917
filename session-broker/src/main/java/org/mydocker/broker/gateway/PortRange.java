package org.mydocker.broker.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Ports of which each session gets one of its own, both ends included. */
public record PortRange(int first, int last) {
  private static final Pattern WRITTEN = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");
  private static final int MOST = 2000;

  public PortRange {
    if (first < 1024 || last > 65535 || last < first || last - first >= MOST) {
      throw new IllegalArgumentException(
          "ports are FIRST-LAST, between 1024 and 65535, at most "
              + MOST
              + ": not "
              + first
              + "-"
              + last);
    }
  }

  /** As settings write it: {@code 20000-20999}. */
  public static PortRange of(String text) {
    Matcher written = WRITTEN.matcher(text.strip());
    if (!written.matches()) {
      throw new IllegalArgumentException("ports are FIRST-LAST, not " + text);
    }
    return new PortRange(Integer.parseInt(written.group(1)), Integer.parseInt(written.group(2)));
  }

  boolean contains(int port) {
    return first <= port && port <= last;
  }

  IntStream all() {
    return IntStream.rangeClosed(first, last);
  }
}
