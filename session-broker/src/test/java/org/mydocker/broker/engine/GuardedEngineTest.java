package org.mydocker.broker.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ENG-05")
class GuardedEngineTest {
  private static final class HandClock extends Clock {
    private Instant now = Instant.parse("2026-11-20T10:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }

    void pass(Duration time) {
      now = now.plus(time);
    }
  }

  private final HandClock clock = new HandClock();
  private final FakeEngine engine = new FakeEngine(clock);
  private final GuardedEngine guarded = new GuardedEngine(engine, clock);

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(guarded::ping).isInstanceOf(EngineUnavailable.class);
    }
  }

  @Test
  void saysThatTheEngineIsAwayAfterSomeFailuresInARow() {
    engine.goAway();
    fail(2);
    assertThat(guarded.away()).isEmpty();
    fail(1);
    assertThat(guarded.away()).map(EngineAway::since).contains(clock.instant());
  }

  @Test
  void doesNotAskAgainBeforeThePauseIsOver() {
    engine.goAway();
    fail(3);
    engine.comeBack();
    fail(1); // answered by the fuse: the engine would have said yes
    clock.pass(Duration.ofSeconds(2));
    assertThat(guarded.ping().engine()).isEqualTo("fake");
    assertThat(guarded.away()).isEmpty();
  }

  @Test
  void waitsLongerEachTimeItLooksInVainButNotForEver() {
    engine.goAway();
    fail(3);
    for (int i = 0; i < 8; i++) {
      clock.pass(Duration.ofSeconds(16));
      fail(1);
    }
    engine.comeBack();
    clock.pass(Duration.ofSeconds(16));
    guarded.ping();
    assertThat(guarded.away()).isEmpty();
  }

  @Test
  void takesARefusalForASignOfLife() {
    engine.goAway();
    fail(2);
    engine.comeBack();
    assertThatThrownBy(() -> guarded.start(new ContainerId("nobody")))
        .isInstanceOf(EngineRefused.class);
    engine.goAway();
    fail(2);
    assertThat(guarded.away()).isEmpty();
  }

  @Test
  void goesOnByItselfForAllCallsWhenTheEngineIsBack() {
    engine.goAway();
    fail(3);
    engine.comeBack();
    clock.pass(Duration.ofSeconds(2));
    assertThat(guarded.list(Map.of())).isEmpty();
    assertThat(guarded.image("anything")).isEmpty();
  }
}
