package org.mydocker.broker.wire;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The header fields that mean something between two neighbours only (RFC 9110, section 7.6.1): the
 * well-known ones and those that {@code Connection} names. A door takes them off in both
 * directions; framing is its own business on either side.
 */
public final class HopByHop {
  private static final List<String> ALWAYS =
      List.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  /**
   * A sender may not have these taken off by naming them in Connection: the next one needs them.
   */
  private static final Set<String> NEVER = Set.of("host", "content-length", "cookie", "origin");

  private HopByHop() {}

  /** A copy of the head without what was meant for this hop. */
  public static MultiMap without(MultiMap head) {
    Set<String> gone = new TreeSet<>(ALWAYS);
    for (String value : head.getAll("connection")) {
      for (String name : value.split(",", -1)) {
        gone.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    gone.removeAll(NEVER);
    MultiMap kept = MultiMap.caseInsensitiveMultiMap();
    head.forEach(
        field -> {
          if (!gone.contains(field.getKey().toLowerCase(Locale.ROOT))) {
            kept.add(field.getKey(), field.getValue());
          }
        });
    return kept;
  }
}
