package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.FakeEngine;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.NetworkSpec;

/** How often an interface is asked, on a clock that only the pauses move. */
class ReadinessTest {

  private final TestClock clock = new TestClock();
  private final FakeEngine engine = new FakeEngine(clock).holdImage("notebook");
  private final Instant begun = clock.instant();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private Duration readyAfter = Duration.ZERO;
  private Duration settle = Duration.ZERO;
  private Place place;

  @BeforeEach
  void run() {
    engine.ensureNetwork(
        new NetworkSpec("open", "myd-open", List.of("10.213.0.0/20"), false, Map.of()));
    ContainerId container =
        engine.create(
            ContainerSpec.of("one", "notebook", new Limits(1, 64 << 20, 10)).withNetwork("open"));
    engine.start(container);
    place = new Place(container, Optional.of("10.213.0.2"), 8888);
  }

  @Test
  @Tag("START-05")
  void asksAtOnceAndPausesNotForWhoAnswers() throws InterruptedException {
    readiness().await(place, "/tree");

    assertThat(pauses).isEmpty();
    assertThat(asked).containsExactly("10.213.0.2:8888/tree");
  }

  @Test
  @Tag("START-05")
  void asks50MillisecondsApartAtFirstThenLessOftenAndAtMostEverySecond()
      throws InterruptedException {
    readyAfter = Duration.ofSeconds(30);

    readiness().await(place, "/");

    assertThat(pauses.subList(0, 10)).containsOnly(Duration.ofMillis(50));
    assertThat(pauses).isSorted();
    assertThat(pauses).last().isEqualTo(Duration.ofSeconds(1));
    assertThat(pauses.size()).isLessThan(100);
  }

  @Test
  @Tag("START-05")
  void isReadyAtTheFirstAnswer() throws InterruptedException {
    readyAfter = Duration.ofMillis(2020);

    readiness().await(place, "/");

    Duration waited = Duration.between(begun, clock.instant());
    assertThat(waited).isBetween(readyAfter, readyAfter.plusMillis(200));
    assertThat(asked).hasSize(pauses.size() + 1);
  }

  @Test
  void waitsForTheRestOfTheTimeThatTheNetworkNeedsAfterAStart() throws InterruptedException {
    settle = Duration.ofMillis(2500);
    readyAfter = Duration.ofSeconds(1);

    readiness().await(place, "/");

    assertThat(Duration.between(begun, clock.instant())).isEqualTo(settle);
    assertThat(asked).as("asked no more once it answered").hasSize(pauses.size());
  }

  @Test
  void holdsNobodyBackWhoNeededLonger() throws InterruptedException {
    settle = Duration.ofMillis(2500);
    clock.advance(Duration.ofSeconds(3));

    readiness().await(place, "/");

    assertThat(pauses).isEmpty();
  }

  @Test
  void asksNoLongerThanItsTime() {
    readyAfter = Duration.ofHours(1);

    assertThatThrownBy(() -> readiness().await(place, "/")).isInstanceOf(Failure.class);
    assertThat(Duration.between(begun, clock.instant()))
        .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(61));
  }

  private Readiness readiness() {
    return new Readiness(
        engine,
        (at, path) -> {
          asked.add(at.address().orElseThrow() + ":" + at.port() + path);
          return !clock.instant().isBefore(begun.plus(readyAfter));
        },
        clock,
        time -> {
          pauses.add(time);
          clock.advance(time);
        },
        Duration.ofSeconds(60),
        settle);
  }
}
