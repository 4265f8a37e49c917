package org.mydocker.walls.http;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One call to make: immutable, built by {@code with...} steps from {@link #get} or {@link #post}.
 * Host, length and connection headers are ours to set.
 */
public record SafeRequest(
    String method,
    URI uri,
    List<Field> headers,
    byte[] body,
    OutboundLimits limits,
    Redirects redirects) {
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "upgrade", "expect");

  /** A header field as it is sent. */
  public record Field(String name, String value) {}

  /** What to do with a redirect. */
  public enum Redirects {
    /** Hand the 3xx to the caller. */
    NEVER,
    /**
     * Follow up to three redirects of a GET or HEAD within scheme, host and port, without the
     * Authorization header; refuse others.
     */
    SAME_HOST
  }

  public SafeRequest {
    headers = List.copyOf(headers);
    body = body.clone();
    for (Field field : headers) {
      check(field);
    }
    if (!TOKEN.matcher(method).matches()) {
      throw new OutboundRefused(OutboundRefused.Reason.HEADER, "malformed method");
    }
  }

  /** A GET with the limits for documents that hands redirects to the caller. */
  public static SafeRequest get(URI uri) {
    return new SafeRequest(
        "GET", uri, List.of(), new byte[0], OutboundLimits.documents(), Redirects.NEVER);
  }

  /** A POST with the limits for services. */
  public static SafeRequest post(URI uri, String contentType, byte[] body) {
    return of("POST", uri, contentType, body);
  }

  /** Any method with a body, with the limits for services. */
  public static SafeRequest of(String method, URI uri, String contentType, byte[] body) {
    List<Field> type = List.of(new Field("Content-Type", contentType));
    return new SafeRequest(method, uri, type, body, OutboundLimits.services(), Redirects.NEVER);
  }

  public SafeRequest withHeader(String name, String value) {
    List<Field> more = new ArrayList<>(headers);
    more.add(new Field(name, value));
    return new SafeRequest(method, uri, more, body, limits, redirects);
  }

  public SafeRequest withLimits(OutboundLimits other) {
    return new SafeRequest(method, uri, headers, body, other, redirects);
  }

  public SafeRequest withRedirects(Redirects other) {
    return new SafeRequest(method, uri, headers, body, limits, other);
  }

  /** The same call elsewhere on the same host, without what proves who we are. */
  SafeRequest redirectedTo(URI target) {
    List<Field> kept =
        headers.stream().filter(h -> !h.name().equalsIgnoreCase("authorization")).toList();
    return new SafeRequest(method, target, kept, body, limits, redirects);
  }

  private static void check(Field field) {
    boolean sane =
        TOKEN.matcher(field.name()).matches()
            && field.value().chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7f);
    if (!sane || OURS.contains(field.name().toLowerCase(Locale.ROOT))) {
      throw new OutboundRefused(OutboundRefused.Reason.HEADER, "a header that may not be set");
    }
  }

  /** Never the header values or the body: they hold tokens. */
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
