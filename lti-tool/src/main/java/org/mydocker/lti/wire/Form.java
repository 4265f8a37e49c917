package org.mydocker.lti.wire;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters of one request, query and body together, read once within a bound (TOK-01,
 * TOK-04). A parameter that is asked for and came twice, wherever, is malformed. Reads the body
 * itself, so that the server's own limits and leniency play no part.
 */
public final class Form {

  private static final String TYPE = "application/x-www-form-urlencoded";

  private final Map<String, List<String>> values;

  private Form(Map<String, List<String>> values) {
    this.values = values;
  }

  /** Throws {@link Malformed}, {@link TooLarge} or {@link WrongType}. */
  public static Form read(HttpServletRequest request, int mostBytes) throws IOException {
    byte[] body = new byte[0];
    if ("POST".equals(request.getMethod())) {
      requireForm(request.getContentType());
      body = request.getInputStream().readNBytes(mostBytes + 1);
    }
    String query = request.getQueryString() == null ? "" : request.getQueryString();
    if (body.length > mostBytes || query.length() > mostBytes) {
      throw new TooLarge();
    }
    return parse(query, new String(body, StandardCharsets.US_ASCII));
  }

  static Form parse(String... encoded) {
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String part : encoded) {
      for (String pair : part.split("&")) {
        if (!pair.isEmpty()) {
          int equals = pair.indexOf('=');
          String name = equals < 0 ? pair : pair.substring(0, equals);
          String value = equals < 0 ? "" : pair.substring(equals + 1);
          values.computeIfAbsent(decoded(name), n -> new ArrayList<>()).add(decoded(value));
        }
      }
    }
    return new Form(values);
  }

  private static void requireForm(String contentType) {
    String type = contentType == null ? "" : contentType.split(";")[0].trim();
    if (!type.toLowerCase(Locale.ROOT).equals(TYPE)) {
      throw new WrongType();
    }
  }

  private static String decoded(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      if (decoded.indexOf('\uFFFD') >= 0 && !text.contains("%EF%BF%BD")) {
        throw new Malformed("a parameter is not UTF-8");
      }
      return decoded;
    } catch (IllegalArgumentException e) {
      throw new Malformed("a parameter is not well encoded", e);
    }
  }

  /** The only value of that name, empty texts included. */
  public Optional<String> one(String name) {
    List<String> all = values.getOrDefault(name, List.of());
    if (all.size() > 1) {
      throw new Malformed("parameter " + name + " came twice");
    }
    return all.stream().findFirst();
  }

  /** The only value of that name, unless it is empty. */
  public Optional<String> filled(String name) {
    return one(name).filter(v -> !v.isEmpty());
  }

  /** More than a form of ours can need. */
  public static final class TooLarge extends RuntimeException {
    TooLarge() {
      super("the request is too large");
    }
  }

  /** Not a form. */
  public static final class WrongType extends RuntimeException {
    WrongType() {
      super("not " + TYPE);
    }
  }
}
