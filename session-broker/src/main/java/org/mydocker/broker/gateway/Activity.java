package org.mydocker.broker.gateway;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures user input for each session (broker.md RUN-03). Counting happens on event loops and
 * costs two writes; telling happens when {@link #tell} is called, once a second, on a worker.
 */
final class Activity {
  private static final System.Logger LOG = System.getLogger(Activity.class.getName());
  private static final Duration REMEMBERED = Duration.ofDays(2);

  private static final class Input {
    private final LongAdder bytes = new LongAdder();
    private volatile Instant last = Instant.EPOCH;
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

  Optional<Instant> last(String session) {
    return Optional.ofNullable(inputs.get(session)).map(input -> input.last);
  }

  /** Tells the observer of all input since the last time. */
  void tell() {
    Instant old = clock.instant().minus(REMEMBERED);
    inputs.forEach(
        (session, input) -> {
          long bytes = input.bytes.sumThenReset();
          if (bytes > 0) {
            tell(session, bytes, input.last);
          } else if (input.last.isBefore(old)) {
            inputs.remove(session, input);
          }
        });
  }

  private void tell(String session, long bytes, Instant last) {
    try {
      observer.onInput(session, bytes, last);
    } catch (RuntimeException failure) {
      LOG.log(
          Level.WARNING,
          "input of a session could not be told; the next second tries again",
          failure);
      inputs.computeIfAbsent(session, first -> new Input()).bytes.add(bytes);
    }
  }
}
