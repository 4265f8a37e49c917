package org.mydocker.broker.gateway;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The cookie in which a browser holds its {@link Pass}: bound to the session's origin by {@code
 * __Host-}, out of reach of scripts, and partitioned, so that it is kept inside the LMS's frame
 * where third-party cookies are blocked (broker.md GATE-06, lti.md SES-13).
 *
 * <p>All names that begin like ours are reserved: they never reach a container and no container
 * sets one (GATE-03, GATE-08).
 */
final class PassCookie {
  static final String NAME = "__Host-mydocker-session";
  private static final List<String> RESERVED =
      List.of("__host-mydocker", "__secure-mydocker", "mydocker", "__host-visit", "__host-lti");

  private PassCookie() {}

  static String setting(String name, Pass pass) {
    return setting(name + "=" + pass.value());
  }

  static String setting(String pair) {
    return pair + "; Path=/; Secure; HttpOnly; SameSite=None; Partitioned";
  }

  /** The pass that the request brings; none if it brings several. */
  static Optional<Pass> in(String name, MultiMap head) {
    List<String> values =
        pairs(head).stream()
            .filter(pair -> name.equals(nameOf(pair)))
            .map(pair -> pair.substring(pair.indexOf('=') + 1).strip())
            .toList();
    return values.size() == 1 && Pass.isShaped(values.get(0))
        ? Optional.of(new Pass(values.get(0)))
        : Optional.empty();
  }

  /** Takes our cookies out of the head and leaves the container's own. */
  static void strip(MultiMap head) {
    List<String> kept =
        pairs(head).stream().filter(pair -> !pair.isEmpty() && !isReserved(nameOf(pair))).toList();
    if (kept.isEmpty()) {
      head.remove("cookie");
    } else {
      head.set("cookie", String.join("; ", kept));
    }
  }

  static boolean isReserved(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return RESERVED.stream().anyMatch(lower::startsWith);
  }

  static List<String> pairs(MultiMap head) {
    List<String> pairs = new ArrayList<>();
    for (String value : head.getAll("cookie")) {
      for (String pair : value.split(";", -1)) {
        pairs.add(pair.strip());
      }
    }
    return pairs;
  }

  /**
   * A pair without "=" is a cookie without a name whose value may look like one: reserve it too.
   */
  private static String nameOf(String pair) {
    int equals = pair.indexOf('=');
    return equals < 0 ? pair : pair.substring(0, equals).strip();
  }
}
