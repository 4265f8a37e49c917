package org.mydocker.broker.gateway;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures user input for each session (broker.md RUN-03) and notes when it was saved (WEB-03).
 * What an interface sends by itself while it opens keeps a session in use and is nobody's work.
 * Counting happens on event loops and costs two writes; telling happens when {@link #tell} is
 * called, once a second, on a worker.
 */
final class Activity {
  private static final System.Logger LOG = System.getLogger(Activity.class.getName());
  private static final Duration REMEMBERED = Duration.ofDays(2);

  /** For so long an interface sends things by itself while it opens. */
  private static final Duration OPENING = Duration.ofSeconds(20);

  /** A person's first input may be here before the word that there is a person. */
  private static final Duration WORD_TRAVELS = Duration.ofSeconds(7);

  private static final class Input {
    private final LongAdder bytes = new LongAdder();
    private volatile Instant last = Instant.EPOCH;
    private volatile Instant opensUntil = Instant.EPOCH;
    private volatile Instant whileOpening = Instant.EPOCH;
    private volatile Instant saved = Instant.EPOCH;
    private final AtomicBoolean typedNews = new AtomicBoolean();
    private final AtomicBoolean savedNews = new AtomicBoolean();
  }

  private final InputObserver observer;
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Input> inputs = new ConcurrentHashMap<>();

  Activity(InputObserver observer, InstantSource clock) {
    this.observer = observer;
    this.clock = clock;
  }

  void input(String session, long bytes) {
    if (bytes > 0) {
      Instant now = clock.instant();
      Input input = input(session);
      if (now.isBefore(input.opensUntil)) {
        input.whileOpening = now;
      } else {
        typed(input, now);
      }
      input.bytes.add(bytes);
    }
  }

  /** The interface is about to be opened by its page, which will tell when somebody touches it. */
  void opening(String session) {
    Input input = input(session);
    input.whileOpening = Instant.EPOCH;
    input.opensUntil = clock.instant().plus(OPENING);
  }

  /** Somebody has gone into the interface: what comes now, and came a moment ago, is a person's. */
  void touched(String session) {
    known(session)
        .ifPresent(
            input -> {
              Instant now = clock.instant();
              input.opensUntil = Instant.EPOCH;
              if (input.whileOpening.isAfter(now.minus(WORD_TRAVELS))) {
                typed(input, input.whileOpening);
              }
            });
  }

  private static void typed(Input input, Instant when) {
    input.last = when;
    input.typedNews.set(true);
  }

  private Input input(String session) {
    return inputs.computeIfAbsent(session, first -> new Input());
  }

  void saved(String session) {
    Input input = input(session);
    input.saved = clock.instant();
    input.savedNews.set(true);
  }

  Optional<Instant> last(String session) {
    return known(session).map(input -> input.last).filter(Instant.EPOCH::isBefore);
  }

  Optional<Instant> lastSave(String session) {
    return known(session).map(input -> input.saved).filter(Instant.EPOCH::isBefore);
  }

  private Optional<Input> known(String session) {
    return Optional.ofNullable(inputs.get(session));
  }

  /** Tells the observer of all input since the last time. */
  void tell() {
    Instant old = clock.instant().minus(REMEMBERED);
    inputs.forEach(
        (session, input) -> {
          long bytes = input.bytes.sumThenReset();
          boolean typed = input.typedNews.getAndSet(false);
          boolean saved = input.savedNews.getAndSet(false);
          if (bytes > 0 || typed || saved) {
            tell(session, bytes, input, typed, saved);
          } else if (input.last.isBefore(old)
              && input.saved.isBefore(old)
              && input.opensUntil.isBefore(old)) {
            inputs.remove(session, input);
          }
        });
  }

  private void tell(String session, long bytes, Input input, boolean typed, boolean saved) {
    try {
      if (!typed && bytes > 0 && input.whileOpening.isAfter(input.last)) {
        observer.onOpening(session, input.whileOpening);
      } else if (typed || bytes > 0) {
        observer.onInput(session, bytes, input.last);
      }
      if (saved) {
        observer.onSave(session, input.saved);
      }
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING,
          "input of a session could not be told; the next second tries again",
          failure);
      input.bytes.add(bytes);
      if (typed) {
        input.typedNews.set(true);
      }
      if (saved) {
        input.savedNews.set(true);
      }
    }
  }
}
