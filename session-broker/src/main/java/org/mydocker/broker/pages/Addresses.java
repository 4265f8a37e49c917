package org.mydocker.broker.pages;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import org.mydocker.kernel.problem.Refusal;

/** Addresses of the broker's pages, and the ids in them. */
final class Addresses {

  private static final int LONGEST = 2000;

  private Addresses() {}

  static String session(Object id) {
    return "sessions/" + id;
  }

  /** The id that a path names; an address that names none leads nowhere. */
  static <T> T id(String text, Function<String, T> reader) {
    try {
      return reader.apply(text);
    } catch (IllegalArgumentException notOne) {
      throw new Refusal("broker.nothing-here", 404);
    }
  }

  /** A path inside an interface as a query parameter brings it; empty for anything else. */
  static Optional<String> inside(String to) {
    return Optional.ofNullable(to)
        .filter(path -> path.startsWith("/") && !path.startsWith("//"))
        .filter(path -> path.length() <= LONGEST);
  }

  /** {@code ?to=...}, or nothing. */
  static String to(Optional<String> inside) {
    return inside.map(path -> "?to=" + encoded(path)).orElse("");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static Response see(URI address) {
    return Response.seeOther(address).build();
  }
}
