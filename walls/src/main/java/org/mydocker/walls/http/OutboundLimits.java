package org.mydocker.walls.http;

import java.time.Duration;

/**
 * How long and how much: to connect, between two reads, from the first look-up to the last byte
 * whatever happens, and how many bytes the body may have.
 */
public record OutboundLimits(Duration connect, Duration read, Duration total, long bodyBytes) {
  public OutboundLimits {
    if (connect.toMillis() < 1 || read.toMillis() < 1 || total.toMillis() < 1 || bodyBytes < 0) {
      throw new IllegalArgumentException("limits must be positive");
    }
  }

  /** For keys and configurations: 5 s, 512 KiB (TOK-21, DYN-03). */
  public static OutboundLimits documents() {
    Duration five = Duration.ofSeconds(5);
    return new OutboundLimits(five, five, five, 512 << 10);
  }

  /** For calls to a platform's services: 5 s to connect, 15 s in all, 8 MiB (SVC-10). */
  public static OutboundLimits services() {
    return new OutboundLimits(
        Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15), 8 << 20);
  }
}
