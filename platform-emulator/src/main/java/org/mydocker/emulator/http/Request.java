package org.mydocker.emulator.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, read whole: at most {@value #LARGEST_BODY} bytes of body, or 413. As in PHP, a
 * parameter is looked for in the form first and in the query then; of repeated ones the last wins.
 */
public record Request(
    String method,
    String path,
    String rawQuery,
    Map<String, String> query,
    Map<String, String> form,
    Map<String, String> headers,
    String body,
    Map<String, String> segments) {

  static final int LARGEST_BODY = 4 << 20;

  static Request read(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    if (bytes.length > LARGEST_BODY) {
      throw new Refusal(413, "the body is larger than " + LARGEST_BODY + " bytes");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(lower(name), String.join(", ", values)));
    String body = new String(bytes, StandardCharsets.UTF_8);
    String rawQuery = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    boolean isForm =
        headers.getOrDefault("content-type", "").startsWith("application/x-www-form-urlencoded");
    return new Request(
        exchange.getRequestMethod(),
        exchange.getRequestURI().getPath(),
        rawQuery,
        decoded(rawQuery),
        isForm ? decoded(body) : Map.of(),
        headers,
        body,
        Map.of());
  }

  Request at(Map<String, String> pathSegments) {
    return new Request(method, path, rawQuery, query, form, headers, body, pathSegments);
  }

  public Optional<String> parameter(String name) {
    return Optional.ofNullable(form.getOrDefault(name, query.get(name)));
  }

  /** The parameter's value, or the empty string where it was not sent. */
  public String value(String name) {
    return parameter(name).orElse("");
  }

  /** The value of a header, by its name in lower case; empty where it was not sent. */
  public String header(String name) {
    return headers.getOrDefault(name, "");
  }

  /** The part of the path that the route named so. */
  public String segment(String name) {
    return segments.get(name);
  }

  /** The media type without its parameters. */
  public String mediaType() {
    return header("content-type").split(";", 2)[0].strip();
  }

  public Optional<String> cookie(String name) {
    for (String pair : header("cookie").split(";")) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equals(name)) {
        return Optional.of(parts[1]);
      }
    }
    return Optional.empty();
  }

  public Optional<String> bearer() {
    String authorization = header("authorization");
    return authorization.startsWith("Bearer ")
        ? Optional.of(authorization.substring("Bearer ".length()).strip())
        : Optional.empty();
  }

  private static Map<String, String> decoded(String encoded) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String pair : encoded.split("&")) {
      if (!pair.isEmpty()) {
        String[] parts = pair.split("=", 2);
        values.put(plain(parts[0]), parts.length == 2 ? plain(parts[1]) : "");
      }
    }
    return values;
  }

  private static String plain(String encoded) {
    try {
      return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Refusal(400, "a parameter is not percent-encoded: " + e.getMessage());
    }
  }

  private static String lower(String name) {
    return name.toLowerCase(java.util.Locale.ROOT);
  }
}
