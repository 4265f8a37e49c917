package org.mydocker.broker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineEvent;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EventSink;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.start.Bench;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

/** What happens to a session that runs, on an engine in memory and a clock that stands. */
class LifecycleTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Viewer student = Bench.student();
  private Engine.Subscription events;
  private Session session;

  @BeforeEach
  void open() {
    events = bench.fake.events(Map.of(), bench.clock.instant(), new Telling());
    session = bench.opened(student);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @Tag("RUN-03")
  @Tag("RUN-04")
  void stopsWhatNobodyUsesAndSaysWhy() {
    bench.clock.advance(Duration.ofMinutes(59));
    bench.idling.sweep();
    assertThat(now().state()).isEqualTo(SessionState.READY);

    bench.clock.advance(Duration.ofMinutes(2));
    bench.idling.sweep();

    assertThat(now().state()).isEqualTo(SessionState.STOPPED);
    assertThat(now().reason()).contains(new StopReason("idle", "60"));
    assertThat(bench.doors).contains("close " + session.name());
  }

  @Test
  @Tag("RUN-03")
  void warnsFiveMinutesBeforeAndIsPutOffByKeep() {
    bench.clock.advance(Duration.ofMinutes(56));
    assertThat(bench.clock.instant()).isAfter(bench.idling.end(now()).orElseThrow().warnFrom());

    bench.sessions.keep(session.id(), student, bench.clock.instant());

    assertThat(bench.idling.end(now()).orElseThrow().at())
        .isEqualTo(bench.clock.instant().plus(Duration.ofMinutes(60)));
  }

  @Test
  @Tag("RUN-03")
  void countsInputThroughTheGateway() {
    Inputs inputs = new Inputs(bench.store);
    bench.clock.advance(Duration.ofMinutes(50));
    inputs.onInput(session.name(), 12, bench.clock.instant());
    inputs.flush();

    bench.clock.advance(Duration.ofMinutes(50));
    bench.idling.sweep();

    assertThat(now().state()).isEqualTo(SessionState.READY);
    assertThat(now().times().lastInput()).isPresent();
  }

  @Test
  @Tag("RUN-03")
  void anInterfaceThatOpensIsInUseAndNobodyTyped() {
    Inputs inputs = new Inputs(bench.store);
    bench.clock.advance(Duration.ofMinutes(50));
    inputs.onOpening(session.name(), bench.clock.instant());
    inputs.flush();

    bench.clock.advance(Duration.ofMinutes(50));
    bench.idling.sweep();

    assertThat(now().state()).isEqualTo(SessionState.READY);
    assertThat(now().times().lastInput()).isEmpty();
  }

  @Test
  void keepsTheLatestSaveThatTheGatewaySaw() {
    Inputs inputs = new Inputs(bench.store);
    Instant saved = bench.clock.instant();
    inputs.onSave(session.name(), saved);
    inputs.onSave(session.name(), saved.minusSeconds(3));
    inputs.flush();
    inputs.onSave(session.name(), saved.minusSeconds(2));
    inputs.flush();

    assertThat(now().times().lastSave()).contains(saved);
  }

  @Test
  @Tag("RUN-03")
  void doesNotCallARunningKernelIdle() {
    bench.kernels = Optional.of((place, at) -> Optional.of(at));
    bench.clock.advance(Duration.ofHours(3));

    bench.idling.sweep();

    assertThat(now().state()).isEqualTo(SessionState.READY);
  }

  @Test
  @Tag("RUN-04")
  void endsALifetimeEvenOfABusyOne() {
    bench.kernels = Optional.of((place, at) -> Optional.of(at));
    bench.clock.advance(Duration.ofHours(25));

    bench.idling.sweep();

    assertThat(now().reason()).map(StopReason::code).contains("lifetime");
  }

  @Test
  @Tag("RUN-02")
  @Tag("ENG-04")
  void saysThatMemoryRanOutAndWhatTheLimitWas() {
    bench.fake.die(session.place().orElseThrow().container(), 137, true);

    assertThat(now().state()).isEqualTo(SessionState.STOPPED);
    assertThat(now().reason()).contains(new StopReason("out-of-memory", "1024 MiB"));
  }

  @Test
  @Tag("RUN-04")
  void keepsTheCodeAndTheLastLinesOfACrash() {
    bench.fake.write(session.place().orElseThrow().container(), "Traceback: no more");
    bench.fake.die(session.place().orElseThrow().container(), 3, false);

    StopReason why = now().reason().orElseThrow();
    assertThat(why.code()).isEqualTo("crashed");
    assertThat(why.detail()).startsWith("3\n").contains("Traceback: no more");
  }

  @Test
  @Tag("ENG-03")
  void leavesWhatRunsAsItIs() {
    bench.reconciling.compare();

    assertThat(now().state()).isEqualTo(SessionState.READY);
    assertThat(now().generation()).isEqualTo(1);
  }

  @Test
  @Tag("ENG-03")
  void doesNotEndWhatRunsThoughAListFromBeforeHadItNot() {
    bench.deaths.died(session, session.place().orElseThrow().container(), bench.clock.instant());

    assertThat(now().state()).isEqualTo(SessionState.READY);
  }

  @Test
  @Tag("ENG-05")
  void endsNothingWhileTheEngineCannotSay() {
    bench.fake.goAway();

    bench.deaths.died(session, session.place().orElseThrow().container(), bench.clock.instant());

    assertThat(now().state()).isEqualTo(SessionState.READY);
  }

  @Test
  @Tag("ENG-03")
  @Tag("RUN-04")
  void endsWhatTheEngineLost() {
    events.close();
    bench.fake.remove(session.place().orElseThrow().container());

    bench.reconciling.compare();

    assertThat(now().reason()).map(StopReason::code).contains("lost");
  }

  @Test
  @Tag("ENG-03")
  void removesContainersThatNobodyWishesAndNoOthers() {
    SessionLabels orphan =
        new SessionLabels(Bench.INSTALLATION, SessionId.random().toString(), "spec", 1);
    var lost =
        bench.fake.create(
            ContainerSpec.of("orphan", "notebook", new Limits(1, 64 << 20, 10))
                .withLabels(orphan.asMap()));
    var anothers =
        bench.fake.create(
            ContainerSpec.of("other", "notebook", new Limits(1, 64 << 20, 10))
                .withLabels(
                    new SessionLabels("other", SessionId.random().toString(), "spec", 1).asMap()));

    bench.reconciling.compare();

    assertThat(bench.fake.list(Map.of()))
        .extracting(container -> container.id())
        .contains(anothers, session.place().orElseThrow().container())
        .doesNotContain(lost);
  }

  @Test
  @Tag("ENG-03")
  void goesOnWhenTheContainerOfAnEarlierAttemptIsRemoved() {
    SessionLabels same =
        new SessionLabels(
            Bench.INSTALLATION, session.id().toString(), "spec", session.generation());
    var left =
        bench.fake.create(
            ContainerSpec.of("left", "notebook", new Limits(1, 64 << 20, 10))
                .withLabels(same.asMap()));
    bench.fake.start(left);
    bench.fake.die(left, 137, false);
    assertThat(now().state()).isEqualTo(SessionState.READY);

    bench.reconciling.compare();

    assertThat(now().state()).isEqualTo(SessionState.READY);
    assertThat(bench.fake.list(Map.of()))
        .extracting(container -> container.id())
        .containsExactly(session.place().orElseThrow().container());
  }

  @Test
  @Tag("ENG-05")
  void comesBackToAnEndThatTheEngineCouldNotDo() {
    bench.fake.goAway();
    bench.sessions.stop(session.id(), student);
    bench.settle();
    assertThat(now().state()).isEqualTo(SessionState.STOPPING);

    bench.fake.comeBack();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.engine.ping();
    bench.reconciling.compare();

    assertThat(now().state()).isEqualTo(SessionState.STOPPED);
    assertThat(now().reason()).contains(StopReason.BY_OWNER);
  }

  private Session now() {
    return bench.store.find(session.id()).orElseThrow();
  }

  private final class Telling implements EventSink {
    @Override
    public void happened(EngineEvent event) {
      bench.deaths.happened(event);
    }

    @Override
    public void lost(EngineFailure why) {}
  }
}
