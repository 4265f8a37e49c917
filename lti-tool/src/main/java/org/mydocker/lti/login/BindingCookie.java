package org.mydocker.lti.login;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mydocker.lti.key.Tokens;

/**
 * The cookie that binds one login to one browser (SES-01): a name of its own for each login, so
 * that launches side by side do not meet; partitioned, so that it lives inside the platform's
 * frame. Its name begins with the time of issue, so that the oldest can be told.
 */
public final class BindingCookie {

  private static final String PREFIX = "__Host-lti.";
  private static final int MOST_OUTSTANDING = 10;
  private static final String ATTRIBUTES =
      "; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=";

  private BindingCookie() {}

  public static String newName(Instant now) {
    return PREFIX + Long.toString(now.toEpochMilli(), 36) + "-" + Tokens.random().substring(0, 8);
  }

  /** Sets it, and drops the oldest of more than ten that were never used. */
  public static void set(
      String name, String secret, HttpServletRequest request, HttpServletResponse response) {
    List<String> outstanding =
        cookies(request).stream()
            .map(Cookie::getName)
            .filter(n -> n.startsWith(PREFIX))
            .sorted(Comparator.naturalOrder())
            .toList();
    outstanding.stream()
        .limit(Math.max(0, outstanding.size() - MOST_OUTSTANDING + 1))
        .forEach(old -> drop(old, response));
    response.addHeader(
        "Set-Cookie", name + "=" + secret + ATTRIBUTES + LoginStates.LIFE.toSeconds());
  }

  /** Its value, if the browser sent it. */
  public static Optional<String> value(String name, HttpServletRequest request) {
    return cookies(request).stream()
        .filter(c -> c.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  public static void drop(String name, HttpServletResponse response) {
    response.addHeader("Set-Cookie", name + "=" + ATTRIBUTES + "0");
  }

  private static List<Cookie> cookies(HttpServletRequest request) {
    return request.getCookies() == null ? List.of() : Arrays.asList(request.getCookies());
  }
}
