package org.mydocker.emulator.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One HTTP answer. {@code padding} is a number of blanks that follow the body: the way a test makes
 * a tool swallow a body that nobody wants to hold in memory.
 */
public record Response(int status, Map<String, String> headers, byte[] body, long padding) {

  public Response {
    headers = Map.copyOf(headers);
  }

  public static Response of(int status, String contentType, String body) {
    return new Response(
        status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8), 0);
  }

  public static Response html(String body) {
    return of(200, "text/html; charset=utf-8", body);
  }

  public static Response json(String body) {
    return of(200, "application/json; charset=utf-8", body);
  }

  public static Response seeOther(String location) {
    return of(303, "text/plain; charset=utf-8", "").with("Location", location);
  }

  public Response with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body, padding);
  }

  public Response status(int other) {
    return new Response(other, headers, body, padding);
  }
}
