package org.mydocker.lti.service;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import org.mydocker.lti.service.ServiceFailed.Kind;
import org.mydocker.walls.http.SafeResponse;

/** What the status of an answer means to who might try again (SVC-09). */
final class Answers {

  private static final Set<Integer> TEMPORARY = Set.of(429, 502, 503, 504);
  private static final long MOST_RETRY_SECONDS = 3600;

  private Answers() {}

  static boolean temporary(int status) {
    return TEMPORARY.contains(status);
  }

  static ServiceFailed failed(Kind kind, SafeResponse reply, String message) {
    return new ServiceFailed(
        kind, reply.status(), retryAfter(reply), reply.header("date"), message, null);
  }

  /** Seconds, or a date, which counts from the date of the answer. */
  static Optional<Duration> retryAfter(SafeResponse reply) {
    return reply
        .header("retry-after")
        .flatMap(
            text -> text.matches("\\d{1,9}") ? Optional.of(Long.valueOf(text)) : until(text, reply))
        .map(seconds -> Duration.ofSeconds(Math.max(0, Math.min(seconds, MOST_RETRY_SECONDS))));
  }

  private static Optional<Long> until(String date, SafeResponse reply) {
    Optional<Instant> from = reply.header("date").flatMap(Answers::instant);
    return instant(date)
        .flatMap(end -> from.map(start -> Duration.between(start, end).toSeconds()));
  }

  private static Optional<Instant> instant(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
