package org.mydocker.emulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;

/**
 * What goes wrong at an endpoint: after {@code skip} requests that pass, {@code times} requests (0:
 * until cleared) wait for {@code delay} and are then answered with {@code status}, headers and body
 * (status 0: as usual, with these headers and these members of the JSON object besides). In a
 * header {@code {n}} is the number of the request. {@code size} is the length of blanks that follow
 * the body.
 */
public record Fault(
    Endpoint endpoint,
    int status,
    int skip,
    int times,
    Duration delay,
    Map<String, String> headers,
    String body,
    long size,
    Map<String, JsonNode> members) {

  private static final Duration LONGEST_DELAY = Duration.ofMinutes(2);

  public Fault {
    headers = Map.copyOf(headers);
    members = Map.copyOf(members);
    if (skip < 0 || times < 0 || size < 0 || delay.isNegative()) {
      throw new Refusal(400, "skip, times, size and delay are not negative");
    }
    if (delay.compareTo(LONGEST_DELAY) > 0) {
      throw new Refusal(400, "a delay is at most " + LONGEST_DELAY);
    }
  }

  /** The endpoint answers 503 for that many requests; 0: until cleared. */
  public static Fault down(Endpoint endpoint, int times) {
    return new Fault(endpoint, 503, 0, times, Duration.ZERO, Map.of(), "", 0, Map.of());
  }

  /** The endpoint answers as usual, but late. */
  public static Fault slow(Endpoint endpoint, Duration delay) {
    return new Fault(endpoint, 0, 0, 0, delay, Map.of(), "", 0, Map.of());
  }

  /** The endpoint answers this instead, until cleared. */
  public static Fault instead(
      Endpoint endpoint, int status, Map<String, String> headers, String body) {
    return new Fault(endpoint, status, 0, 0, Duration.ZERO, headers, body, 0, Map.of());
  }
}
