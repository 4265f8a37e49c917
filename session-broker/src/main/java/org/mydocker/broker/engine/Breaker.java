package org.mydocker.broker.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * A fuse before something that may be away (ENG-05). After some failures in a row it answers at
 * once that nobody is there; from time to time one caller is let through to look, and when that
 * goes well everything goes on by itself.
 */
final class Breaker {
  private final Clock clock;
  private final int failuresToOpen;
  private final Duration firstPause;
  private final Duration longestPause;

  // All guarded by this.
  private int failures;
  private Duration pause;
  private Instant awaySince;
  private Instant lookAgainAt;
  private String reason = "";

  private final LongAdder calls = new LongAdder();
  private final LongAdder unanswered = new LongAdder();

  Breaker(Clock clock, int failuresToOpen, Duration firstPause, Duration longestPause) {
    this.clock = clock;
    this.failuresToOpen = failuresToOpen;
    this.firstPause = firstPause;
    this.longestPause = longestPause;
    this.pause = firstPause;
  }

  <T> T call(Supplier<T> question) {
    enter();
    calls.increment();
    try {
      T answer = question.get();
      succeeded();
      return answer;
    } catch (EngineUnavailable away) {
      unanswered.increment();
      failed(away);
      throw away;
    } catch (EngineFailure refusal) {
      succeeded(); // It said no, but it is there.
      throw refusal;
    }
  }

  /** How often the question was put. */
  long calls() {
    return calls.sum();
  }

  /** How often nobody answered it. */
  long unanswered() {
    return unanswered.sum();
  }

  synchronized Optional<EngineAway> away() {
    return Optional.ofNullable(awaySince).map(since -> new EngineAway(since, reason));
  }

  private synchronized void enter() {
    if (awaySince == null) {
      return;
    }
    Instant now = clock.instant();
    if (now.isBefore(lookAgainAt)) {
      throw new EngineUnavailable("the engine is away since " + awaySince + ": " + reason);
    }
    lookAgainAt = now.plus(pause); // The others go on being refused while this one looks.
  }

  private synchronized void succeeded() {
    failures = 0;
    awaySince = null;
    pause = firstPause;
  }

  private synchronized void failed(EngineUnavailable why) {
    reason = why.getMessage();
    failures++;
    if (failures < failuresToOpen) {
      return;
    }
    Instant now = clock.instant();
    if (awaySince == null) {
      awaySince = now;
    } else {
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(longestPause) < 0 ? twice : longestPause;
    }
    lookAgainAt = now.plus(pause);
  }
}
