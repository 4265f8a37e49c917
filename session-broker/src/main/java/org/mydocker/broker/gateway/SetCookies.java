package org.mydocker.broker.gateway;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Mends the cookies that a container sets, so that a browser keeps them in the LMS's frame and for
 * this session's origin only: no Domain, always {@code Secure; SameSite=None; Partitioned}
 * (broker.md GATE-08; Chromium drops Jupyter's {@code _xsrf} otherwise). Names of ours are refused.
 */
final class SetCookies {
  private static final Set<String> OURS = Set.of("domain", "secure", "samesite", "partitioned");

  private SetCookies() {}

  /** The cookie as the browser is to get it; empty if it is not to get it. */
  static Optional<String> mended(String setCookie) {
    List<String> kept = new ArrayList<>();
    for (String part : setCookie.split(";", -1)) {
      String attribute = part.strip();
      if (kept.isEmpty()) {
        int equals = attribute.indexOf('=');
        if (equals < 1 || PassCookie.isReserved(attribute.substring(0, equals).strip())) {
          return Optional.empty();
        }
        kept.add(attribute);
      } else if (!attribute.isEmpty() && !OURS.contains(nameOf(attribute))) {
        kept.add(attribute);
      }
    }
    return Optional.of(String.join("; ", kept) + "; Secure; SameSite=None; Partitioned");
  }

  static boolean isHttpOnly(String mended) {
    return Arrays.stream(mended.split(";", -1))
        .skip(1)
        .anyMatch(attribute -> nameOf(attribute).equals("httponly"));
  }

  private static String nameOf(String attribute) {
    int equals = attribute.indexOf('=');
    return (equals < 0 ? attribute : attribute.substring(0, equals))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
