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
 * Counting happens on event loops and costs two writes; telling happens when {@link #tell} is
 * called, once a second, on a worker.
 */
final class Activity {
  private static final System.Logger LOG = System.getLogger(Activity.class.getName());
  private static final Duration REMEMBERED = Duration.ofDays(2);

  private static final class Input {
    private final LongAdder bytes = new LongAdder();
    private volatile Instant last = Instant.EPOCH;
    private volatile Instant saved = Instant.EPOCH;
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
      Input input = inputs.computeIfAbsent(session, first -> new Input());
      input.last = clock.instant();
      input.bytes.add(bytes);
    }
  }

  void saved(String session) {
    Input input = inputs.computeIfAbsent(session, first -> new Input());
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
          boolean saved = input.savedNews.getAndSet(false);
          if (bytes > 0 || saved) {
            tell(session, bytes, input, saved);
          } else if (input.last.isBefore(old) && input.saved.isBefore(old)) {
            inputs.remove(session, input);
          }
        });
  }

  private void tell(String session, long bytes, Input input, boolean saved) {
    try {
      if (bytes > 0) {
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
      if (saved) {
        input.savedNews.set(true);
      }
    }
  }
}
