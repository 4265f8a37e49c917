package org.mydocker.lti.grade;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.mydocker.lti.people.Columns;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.service.ServiceAddress;
import org.mydocker.lti.service.ServiceCalls;
import org.mydocker.lti.service.ServiceFailed;
import org.mydocker.lti.wire.StrictJson;

/**
 * Sends what waits in the outbox, each entry in steps of its own: lease, post, write down what came
 * of it (AGS-05..10). No transaction is open while the platform is asked.
 */
@Singleton
public class Sending {

  private static final int AT_ONCE = 1000;
  private static final int MOST_CONFLICTS = 3;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
  private static final Duration MOST_WAIT = Duration.ofHours(1);
  private static final Duration MOST_AWAY = Duration.ofMinutes(5);
  private static final Duration MOST_UNASKED = Duration.ofSeconds(30);
  private static final String MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json";

  private final OutboxQueue queue;
  private final Columns columns;
  private final Platforms platforms;
  private final ServiceCalls calls;
  private final Results results;
  private final Clock clock;

  /** Platforms that did not take a grade for now, and until when none is sent to them. */
  private final Map<UUID, Instant> away = new ConcurrentHashMap<>();

  @Inject
  Sending(OutboxQueue queue, Columns columns, Platforms platforms, ServiceCalls calls) {
    this(queue, columns, platforms, calls, Clock.systemUTC());
  }

  Sending(
      OutboxQueue queue, Columns columns, Platforms platforms, ServiceCalls calls, Clock clock) {
    this.queue = queue;
    this.columns = columns;
    this.platforms = platforms;
    this.calls = calls;
    this.results = new Results(calls);
    this.clock = clock;
  }

  /**
   * Sends what is due now, to each registration no more than its pace allows (AGS-15). A platform
   * that is away is left alone for a while after it was asked, so that the others do not wait for
   * it.
   */
  public void round() {
    away.values().removeIf(until -> !until.isAfter(clock.instant()));
    Set<UUID> busy = new HashSet<>(away.keySet());
    for (OutboxQueue.Due due : queue.due(AT_ONCE)) {
      if (!busy.contains(due.registration()) && !sent(due)) {
        busy.add(due.registration());
      }
    }
  }

  /** False where nothing more is to be sent to that registration in this round. */
  private boolean sent(OutboxQueue.Due due) {
    return queue.mayPost(due.registration())
        && queue.lease(due.id()).map(this::reached).orElse(true);
  }

  private boolean reached(OutboxQueue.Leased entry) {
    Columns.Column column = columns.find(entry.column()).orElseThrow();
    Registration registration = platforms.find(column.registration()).orElseThrow();
    Optional<String> sub = columns.sub(column.registration(), entry.person());
    if (sub.isEmpty()) {
      queue.refused(entry, "other-platform");
    } else if (!registration.active()) {
      queue.postponed(entry, MOST_WAIT, "registration-suspended");
    } else if (!column.scopes().isEmpty() && !GradeScopes.mayScore(column.scopes())) {
      queue.refused(entry, "not-granted");
    } else {
      return posted(entry, column, registration, sub.get());
    }
    return true;
  }

  private boolean posted(
      OutboxQueue.Leased entry, Columns.Column column, Registration registration, String sub) {
    Score score = new Score(sub, entry.points(), entry.maximum(), entry.comment(), entry.stamp());
    try {
      calls.post(
          registration,
          ServiceAddress.below(column.address(), "scores"),
          GradeScopes.SCORE,
          MEDIA_TYPE,
          StrictJson.bytes(score.json()));
      queue.sent(entry);
      return true;
    } catch (ServiceFailed e) {
      answer(entry, column, registration, sub, e);
      return e.kind() != ServiceFailed.Kind.TEMPORARY;
    }
  }

  private void answer(
      OutboxQueue.Leased entry,
      Columns.Column column,
      Registration registration,
      String sub,
      ServiceFailed failed) {
    switch (failed.kind()) {
      case TEMPORARY -> {
        Duration wait = wait(entry, failed);
        queue.postponed(entry, wait, "platform-away");
        Duration most = failed.retryAfter().isPresent() ? MOST_AWAY : MOST_UNASKED;
        Duration pause = wait.compareTo(most) > 0 ? most : wait;
        away.put(registration.id().value(), clock.instant().plus(pause));
      }
      case NOT_GRANTED -> queue.refused(entry, "not-granted");
      case FORBIDDEN -> queue.refused(entry, "address-forbidden");
      case REFUSED -> {
        if (failed.status() == 409) {
          conflict(entry, column, registration, sub, failed);
        } else {
          queue.refused(entry, why(failed.status(), registration));
        }
      }
    }
  }

  /** What the platform took before its answer got lost is there already (AGS-07). */
  private void conflict(
      OutboxQueue.Leased entry,
      Columns.Column column,
      Registration registration,
      String sub,
      ServiceFailed failed) {
    boolean there =
        results
            .read(registration, column, sub)
            .filter(result -> result.shows(entry.points(), entry.maximum()))
            .isPresent();
    if (there) {
      queue.sent(entry);
    } else if (entry.conflicts() < MOST_CONFLICTS) {
      queue.conflicted(entry, platformNow(failed));
    } else {
      queue.refused(entry, "newer-at-platform");
    }
  }

  private static String why(int status, Registration registration) {
    return switch (status) {
      case 400 -> registration.profile().badRequestMeansNotGradable() ? "not-gradable" : "rejected";
      case 401, 403 -> "not-permitted";
      case 404, 410 -> "column-gone";
      default -> "rejected";
    };
  }

  /** Doubling with a little chance in it, unless the platform said how long (SVC-09). */
  private static Duration wait(OutboxQueue.Leased entry, ServiceFailed failed) {
    long seconds =
        Math.min(MOST_WAIT.toSeconds(), FIRST_WAIT.toSeconds() << Math.min(entry.attempts(), 10));
    long chance = ThreadLocalRandom.current().nextLong(seconds / 5 + 1);
    return failed.retryAfter().orElse(Duration.ofSeconds(seconds + chance));
  }

  private Instant platformNow(ServiceFailed failed) {
    Instant now = clock.instant();
    try {
      return failed
          .date()
          .map(d -> ZonedDateTime.parse(d, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant())
          .filter(now::isBefore)
          .orElse(now);
    } catch (DateTimeException e) {
      return now;
    }
  }
}
