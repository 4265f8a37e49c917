package org.mydocker.broker.engine;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The engine's events without a gap (ENG-04). A lost stream is opened again where it ended, as
 * often as it takes; what was told already is not told again. Events wait in a bounded queue and
 * reach the listener one after the other on a thread of this watch; if the listener falls behind so
 * far that the queue is full, the stream is given up and opened again from the last event that was
 * told. An engine keeps few past events and none over its own restart: so after each gap the watch
 * also says that now is the time to compare what is wished with what is.
 */
public final class EventWatch implements AutoCloseable {
  private static final Logger LOG = System.getLogger(EventWatch.class.getName());
  private static final int QUEUE = 1024;
  private static final int REMEMBERED = 4096;
  private static final Duration OVERLAP = Duration.ofSeconds(1);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final Engine engine;
  private final Map<String, String> labels;
  private final Consumer<EngineEvent> listener;
  private final Runnable afterGap;
  private final Thread thread;
  private final Set<EngineEvent> told = new LinkedHashSet<>(); // only the watch's thread
  private Instant since; // only the watch's thread
  private volatile boolean closed;

  private EventWatch(
      Engine engine,
      Map<String, String> labels,
      Clock clock,
      Consumer<EngineEvent> listener,
      Runnable afterGap) {
    this.engine = engine;
    this.labels = Map.copyOf(labels);
    this.listener = listener;
    this.afterGap = afterGap;
    this.since = clock.instant();
    this.thread = new Thread(this::watch, "engine-events");
    this.thread.setDaemon(true);
  }

  /** Watches from now on, whether or not the engine is there at this moment. */
  public static EventWatch start(
      Engine engine,
      Map<String, String> labels,
      Clock clock,
      Consumer<EngineEvent> listener,
      Runnable afterGap) {
    EventWatch watch = new EventWatch(engine, labels, clock, listener, afterGap);
    watch.thread.start();
    return watch;
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void watch() {
    Duration pause = FIRST_PAUSE;
    boolean gap = false;
    while (!closed) {
      Stream stream = new Stream();
      try {
        Engine.Subscription subscription = engine.events(labels, since.minus(OVERLAP), stream);
        try {
          if (gap) {
            guarded(afterGap, "comparing after a gap");
            gap = false;
          }
          if (follow(stream)) {
            pause = FIRST_PAUSE;
          }
        } finally {
          subscription.close();
        }
      } catch (EngineFailure away) {
        LOG.log(Level.DEBUG, "no events yet: {0}", away.getMessage());
      } catch (InterruptedException ended) {
        return;
      }
      gap = true;
      try {
        TimeUnit.MILLISECONDS.sleep(pause.toMillis());
      } catch (InterruptedException ended) {
        return;
      }
      Duration twice = pause.multipliedBy(2);
      pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }
  }

  /** Tells what the stream brings until it is lost; whether it brought anything. */
  private boolean follow(Stream stream) throws InterruptedException {
    boolean brought = false;
    while (stream.isOpen() || !stream.queue.isEmpty()) {
      EngineEvent event = stream.queue.poll(200, TimeUnit.MILLISECONDS);
      if (event != null) {
        tell(event);
        brought = true;
      }
    }
    LOG.log(Level.INFO, "the engine''s events stopped ({0}), resuming", stream.end.getMessage());
    return brought;
  }

  private void tell(EngineEvent event) {
    if (!told.add(event)) {
      return;
    }
    if (told.size() > REMEMBERED) {
      told.remove(told.iterator().next());
    }
    if (event.at().isAfter(since)) {
      since = event.at();
    }
    guarded(() -> listener.accept(event), event.toString());
  }

  private static void guarded(Runnable act, String what) {
    try {
      act.run();
    } catch (RuntimeException bug) {
      LOG.log(Level.ERROR, "a listener failed at: " + what, bug);
    }
  }

  /** One opened stream, until it is lost or overflows. */
  private static final class Stream implements EventSink {
    private final BlockingQueue<EngineEvent> queue = new ArrayBlockingQueue<>(QUEUE);
    private volatile EngineFailure end;

    boolean isOpen() {
      return end == null;
    }

    @Override
    public void happened(EngineEvent event) {
      if (isOpen() && !queue.offer(event)) {
        end = new EngineUnavailable("more events than the listener can take");
      }
    }

    @Override
    public void lost(EngineFailure why) {
      end = why;
    }
  }
}
