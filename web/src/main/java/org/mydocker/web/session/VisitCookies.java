package org.mydocker.web.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.mydocker.kernel.page.VisitId;

/**
 * The cookies of visits (SES-02): one a visit, {@code __Host-visit.ID}, and {@code __Host-mydocker}
 * that names the newest one of this browser (or of this partition of it) for addresses outside of
 * any visit. At most ten visits are kept; the oldest go.
 */
final class VisitCookies {

  private static final String PREFIX = "__Host-visit.";
  private static final String NEWEST = "__Host-mydocker";
  private static final int MOST = 10;

  private VisitCookies() {}

  static Optional<String> secret(HttpServletRequest request, VisitId id) {
    return value(request, PREFIX + id);
  }

  static Optional<VisitId> newest(HttpServletRequest request) {
    return value(request, NEWEST).filter(text -> text.matches("[0-9a-f-]{36}")).map(VisitId::of);
  }

  static void give(HttpServletRequest request, HttpServletResponse response, OpenVisit visit) {
    List<String> older =
        cookies(request).map(Cookie::getName).filter(name -> name.startsWith(PREFIX)).toList();
    older.stream()
        .limit(Math.max(0, older.size() - MOST + 1))
        .forEach(name -> add(response, name, "", 0));
    add(response, PREFIX + visit.id(), visit.secret(), (int) VisitStore.ABSOLUTE.toSeconds());
    add(response, NEWEST, visit.id().toString(), (int) VisitStore.ABSOLUTE.toSeconds());
  }

  static void take(HttpServletResponse response, VisitId id) {
    add(response, PREFIX + id, "", 0);
    add(response, NEWEST, "", 0);
  }

  private static void add(HttpServletResponse response, String name, String value, int seconds) {
    response.addHeader(
        "Set-Cookie",
        name
            + "="
            + value
            + "; Path=/; Max-Age="
            + seconds
            + "; Secure; HttpOnly; SameSite=None; Partitioned");
  }

  private static Optional<String> value(HttpServletRequest request, String name) {
    return cookies(request)
        .filter(cookie -> cookie.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private static java.util.stream.Stream<Cookie> cookies(HttpServletRequest request) {
    return request.getCookies() == null
        ? java.util.stream.Stream.empty()
        : Arrays.stream(request.getCookies());
  }
}
