package org.mydocker.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.EngineEvent.What;

@Tag("ENG-04")
class EventWatchTest {
  private static final Map<String, String> LABELS = Map.of("of", "test");

  private final FakeEngine engine = new FakeEngine(Clock.systemUTC()).holdImage("image");
  private final List<EngineEvent> told = new CopyOnWriteArrayList<>();
  private final AtomicInteger gaps = new AtomicInteger();

  private EventWatch watch() {
    return EventWatch.start(engine, LABELS, Clock.systemUTC(), told::add, gaps::incrementAndGet);
  }

  private ContainerId started(String name) {
    Limits limits = new Limits(1, 8L << 20, 8);
    ContainerId container =
        engine.create(ContainerSpec.of(name, "image", limits).withLabels(LABELS));
    engine.start(container);
    return container;
  }

  private long count(ContainerId container, What what) {
    return told.stream()
        .filter(event -> event.container().equals(container) && event.what() == what)
        .count();
  }

  @Test
  void tellsWhatHappenedWhileTheStreamWasLostAndNothingTwice() {
    try (EventWatch watch = watch()) {
      assertThat(watch).isNotNull();
      ContainerId first = started("first");
      Eventually.become(() -> count(first, What.STARTED) == 1);
      ContainerId second = started("second");
      engine.goAway();
      engine.die(second, 137, true);
      engine.comeBack();
      Eventually.become(() -> count(second, What.DIED) == 1);
      assertThat(count(second, What.OUT_OF_MEMORY)).isEqualTo(1);
      assertThat(count(first, What.STARTED)).isEqualTo(1);
      assertThat(count(second, What.STARTED)).isEqualTo(1);
      assertThat(gaps).hasValue(1);
    }
  }

  @Test
  void startsWhereTheEngineIsNotThereYet() {
    engine.goAway();
    try (EventWatch watch = watch()) {
      assertThat(watch).isNotNull();
      engine.comeBack();
      ContainerId container = started("late");
      Eventually.become(() -> count(container, What.STARTED) == 1);
    }
  }

  @Test
  void goesOnWhereAListenerFails() {
    AtomicInteger calls = new AtomicInteger();
    try (EventWatch watch =
        EventWatch.start(
            engine,
            LABELS,
            Clock.systemUTC(),
            event -> {
              calls.incrementAndGet();
              throw new IllegalStateException("a bug of the listener");
            },
            () -> {})) {
      assertThat(watch).isNotNull();
      engine.die(started("one"), 0, false);
      Eventually.become(() -> calls.get() == 2);
    }
  }
}
