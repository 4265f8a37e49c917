package org.mydocker.broker.wiring;

import java.util.Optional;
import java.util.UUID;

/**
 * Where the sessions' two bridges lie: explicit, because the engine's own pool is small. Without a
 * setting each installation has its own place in {@code 10.192.0.0/10}, derived from its id, a /20
 * for each bridge.
 */
record Subnets(String open, String closed) {

  /**
   * @param setting an IPv4 network of 19 bits or fewer, such as {@code 10.213.0.0/19}
   */
  static Subnets of(Optional<String> setting, UUID installation) {
    int start =
        setting
            .map(Subnets::parsed)
            .orElseGet(
                () -> {
                  int place = (int) (installation.getLeastSignificantBits() & 0x1ff);
                  return (10 << 24) | (192 << 16) | (place << 13);
                });
    return new Subnets(text(start), text(start + (1 << 12)));
  }

  private static int parsed(String network) {
    String[] parts = network.split("[./]");
    if (parts.length != 5 || Integer.parseInt(parts[4]) > 19) {
      throw new IllegalArgumentException(
          "mydocker.sessions.subnet is a network such as 10.213.0.0/19, not " + network);
    }
    int start = 0;
    for (int i = 0; i < 4; i++) {
      start = (start << 8) | Integer.parseInt(parts[i]);
    }
    return start;
  }

  private static String text(int start) {
    return "%d.%d.%d.%d/20"
        .formatted(start >>> 24, (start >> 16) & 0xff, (start >> 8) & 0xff, start & 0xff);
  }
}
