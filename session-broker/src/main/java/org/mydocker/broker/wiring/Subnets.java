package org.mydocker.broker.wiring;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Where the sessions' two bridges lie: explicit, because the engine's own pool is small. Without a
 * setting each installation has its own place in {@code 10.192.0.0/10}, derived from its id, a /20
 * for each bridge, and some more, for where another network of the engine lies there already.
 */
record Subnets(List<String> open, List<String> closed) {
  private static final int PLACES = 512;
  private static final int TRIED = 8;
  private static final int APART = 61;

  /**
   * @param setting an IPv4 network of 19 bits or fewer, such as {@code 10.213.0.0/19}
   */
  static Subnets of(Optional<String> setting, UUID installation) {
    List<Integer> starts =
        setting.map(network -> List.of(parsed(network))).orElseGet(() -> derived(installation));
    return new Subnets(
        starts.stream().map(Subnets::text).toList(),
        starts.stream().map(start -> text(start + (1 << 12))).toList());
  }

  private static List<Integer> derived(UUID installation) {
    int first = (int) Math.floorMod(installation.getLeastSignificantBits(), (long) PLACES);
    return IntStream.range(0, TRIED)
        .map(n -> (first + n * APART) % PLACES)
        .map(place -> (10 << 24) | (192 << 16) | (place << 13))
        .boxed()
        .toList();
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
