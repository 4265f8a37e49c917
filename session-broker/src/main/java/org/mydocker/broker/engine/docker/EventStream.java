package org.mydocker.broker.engine.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineEvent;
import org.mydocker.broker.engine.EngineEvent.What;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.EventSink;

/**
 * Docker's event stream, each event told in our words; its end is told once, unless it was wished.
 */
final class EventStream implements ResultCallback<Event>, Engine.Subscription {
  static final String[] ACTIONS = {"start", "oom", "die", "destroy"};

  private final EventSink sink;
  private final CompletableFuture<Closeable> line = new CompletableFuture<>();
  private final AtomicBoolean over = new AtomicBoolean();

  EventStream(EventSink sink) {
    this.sink = sink;
  }

  /** Done when the engine has answered; failed when it has not. */
  CompletableFuture<Closeable> opened() {
    return line;
  }

  @Override
  public void onStart(Closeable closeable) {
    line.complete(closeable);
    if (over.get()) {
      closeLine(closeable);
    }
  }

  @Override
  public void onNext(Event event) {
    what(event.getAction()).ifPresent(what -> sink.happened(translated(event, what)));
  }

  @Override
  public void onError(Throwable thrown) {
    RuntimeException why = Refusals.of(thrown);
    if (!line.completeExceptionally(why)) {
      end("the stream of events broke: " + why.getMessage());
    }
  }

  @Override
  public void onComplete() {
    end("the engine ended the stream of events");
  }

  @Override
  public void close() {
    if (over.compareAndSet(false, true) && line.isDone() && !line.isCompletedExceptionally()) {
      closeLine(line.join());
    }
  }

  private void end(String why) {
    if (over.compareAndSet(false, true)) {
      sink.lost(new EngineUnavailable(why));
    }
  }

  private static void closeLine(Closeable line) {
    try {
      line.close();
    } catch (IOException gone) {
      System.getLogger(EventStream.class.getName())
          .log(System.Logger.Level.DEBUG, "closing the stream of events", gone);
    }
  }

  private static Optional<What> what(String action) {
    return switch (String.valueOf(action)) {
      case "start" -> Optional.of(What.STARTED);
      case "oom" -> Optional.of(What.OUT_OF_MEMORY);
      case "die" -> Optional.of(What.DIED);
      case "destroy" -> Optional.of(What.REMOVED);
      default -> Optional.empty();
    };
  }

  private static EngineEvent translated(Event event, What what) {
    Map<String, String> labels = new HashMap<>();
    if (event.getActor() != null && event.getActor().getAttributes() != null) {
      labels.putAll(event.getActor().getAttributes());
    }
    labels.values().removeIf(java.util.Objects::isNull);
    String code = labels.remove("exitCode");
    labels.remove("name");
    labels.remove("image");
    return new EngineEvent(
        new ContainerId(event.getActor() == null ? event.getId() : event.getActor().getId()),
        what,
        Optional.ofNullable(code).map(Integer::valueOf),
        labels,
        Instant.ofEpochSecond(0, event.getTimeNano()));
  }
}
