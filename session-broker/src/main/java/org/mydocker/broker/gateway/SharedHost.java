package org.mydocker.broker.gateway;

import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the cookies of sessions apart that have one host name and a port each, which a browser does
 * not: cookies know no ports (RFC 6265, section 8.5), so it sends those of all sessions to each.
 *
 * <p>A container's cookie is kept under a name that says whose it is, out of reach of scripts, and
 * only those of this session are given back to its container. What scripts are to read gets a copy
 * under its own name beside it, which no container ever gets. The last session that sets such a
 * copy overwrites it for all; so where a script sends the copy in a field of its own, as Jupyter
 * does with {@code _xsrf}, the field is set right.
 */
final class SharedHost {
  private static final String PASS = "__Host-mydocker-at-";
  private static final String MARK = "__Host-mydocker-of-";

  private final String prefix;

  SharedHost(String session) {
    this.prefix = "mydocker-" + session + "-";
  }

  static String passCookie(String session) {
    return PASS + session;
  }

  /** Says which session this browser saw last at that port. */
  static String mark(int door, String session) {
    return MARK + door + "=" + session;
  }

  static boolean isMarked(MultiMap head, int door, String session) {
    return PassCookie.pairs(head).contains(mark(door, session));
  }

  /** Leaves the session's own cookies, under the names that its container gave them. */
  void towardsContainer(MultiMap head) {
    List<String> kept = new ArrayList<>();
    Map<String, String> own = new HashMap<>();
    Map<String, String> copies = new HashMap<>();
    for (String pair : PassCookie.pairs(head)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        String value = pair.substring(equals + 1);
        if (pair.startsWith(prefix)) {
          kept.add(pair.substring(prefix.length()));
          own.putIfAbsent(pair.substring(prefix.length(), equals), value);
        } else {
          copies.putIfAbsent(pair.substring(0, equals), value);
        }
      }
    }
    if (kept.isEmpty()) {
      head.remove("cookie");
    } else {
      head.set("cookie", String.join("; ", kept));
    }
    own.forEach((name, value) -> setRight(head, copies.get(name), value));
  }

  private static void setRight(MultiMap head, String copy, String own) {
    if (copy == null || copy.equals(own)) {
      return;
    }
    for (String name : List.copyOf(head.names())) {
      if (name.toLowerCase(Locale.ROOT).startsWith("x-") && copy.equals(head.get(name))) {
        head.set(name, own);
      }
    }
  }

  /** The cookies that the browser gets for one of the container's. */
  List<String> towardsBrowser(String setCookie) {
    Optional<String> mended = SetCookies.mended(setCookie);
    if (mended.isEmpty()) {
      return List.of();
    }
    String kept = prefix + mended.get();
    return SetCookies.isHttpOnly(mended.get())
        ? List.of(kept)
        : List.of(kept + "; HttpOnly", mended.get());
  }
}
