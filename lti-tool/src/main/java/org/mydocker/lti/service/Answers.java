package org.mydocker.lti.service;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.mydocker.lti.service.ServiceFailed.Kind;
import org.mydocker.walls.http.SafeResponse;

/** What the status of an answer means to who might try again (SVC-09). */
final class Answers {

  private static final Set<Integer> TEMPORARY = Set.of(408, 425, 429, 500, 502, 503, 504);
  private static final long MOST_RETRY_SECONDS = 3600;

  private Answers() {}

  static boolean temporary(int status) {
    return TEMPORARY.contains(status);
  }

  static ServiceFailed failed(Kind kind, SafeResponse reply, String message) {
    return new ServiceFailed(
        kind, reply.status(), retryAfter(reply), reply.header("date"), message, null);
  }

  private static Optional<Duration> retryAfter(SafeResponse reply) {
    return reply
        .header("retry-after")
        .filter(text -> text.matches("\\d{1,6}"))
        .map(text -> Duration.ofSeconds(Math.min(Long.parseLong(text), MOST_RETRY_SECONDS)));
  }
}
