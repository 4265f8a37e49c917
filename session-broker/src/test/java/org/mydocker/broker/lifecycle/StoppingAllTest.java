package org.mydocker.broker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.start.Bench;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

class StoppingAllTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final StoppingAll all =
      new StoppingAll(
          bench.store, bench.catalogue, bench.stopping, session -> keeping(session), Runnable::run);
  private final List<SessionId> kept = new ArrayList<>();
  private boolean keepingFails;
  private Session running;
  private Session queued;

  @BeforeEach
  void open() {
    running = bench.opened(Bench.student());
    Viewer another = Bench.student();
    queued = bench.store.find(bench.sessions.open(bench.key(another), another).id()).orElseThrow();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void namesWhatRunsAndWhatWaits() {
    String title =
        bench
            .sessions
            .of(Bench.viewer(running.key().person(), running.key().role()))
            .get(0)
            .title();
    assertThat(all.running(Locale.ENGLISH)).isEqualTo(Map.of(title, 2L));
  }

  @Test
  @Tag("RUN-04")
  void stopsAllAndSaysWhoDid() {
    assertThat(all.stopAll(StoppingAll.BY_ADMINISTRATOR, Locale.ENGLISH))
        .isEqualTo(new StoppingAll.Outcome(0, 1, List.of()));

    assertThat(kept).as("the queued one has nothing to keep").containsExactly(running.id());
    assertThat(now(running).state()).isEqualTo(SessionState.STOPPED);
    assertThat(now(queued).state()).isEqualTo(SessionState.STOPPED);
    assertThat(now(running).reason()).contains(StoppingAll.BY_ADMINISTRATOR);
    assertThat(bench.fake.list(Map.of())).isEmpty();
    assertThat(bench.fake.volumes(Map.of())).hasSize(1);
  }

  @Test
  void countsWhatTheEngineCannotEndNowAndComesBackToIt() {
    bench.fake.goAway();
    assertThat(all.stopAll(StoppingAll.BY_ADMINISTRATOR, Locale.ENGLISH).left()).isEqualTo(1);

    bench.fake.comeBack();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.engine.ping();
    assertThat(all.stopAll(StoppingAll.BY_ADMINISTRATOR, Locale.ENGLISH).left()).isZero();
  }

  @Test
  void namesWhatCouldNotBeKeptAndStopsItAllTheSame() {
    keepingFails = true;
    StoppingAll.Outcome outcome = all.stopAll(StoppingAll.BY_ADMINISTRATOR, Locale.ENGLISH);

    assertThat(outcome.left()).isZero();
    assertThat(outcome.kept()).isZero();
    assertThat(outcome.notKept())
        .singleElement()
        .satisfies(line -> assertThat(line).contains(running.id() + ": no room"));
    assertThat(now(running).state()).isEqualTo(SessionState.STOPPED);
    assertThat(now(queued).state()).isEqualTo(SessionState.STOPPED);
  }

  /** While it is kept, it must still be running. */
  private boolean keeping(Session session) {
    if (keepingFails) {
      throw new IllegalStateException("no room");
    }
    assertThat(now(session).state()).isEqualTo(SessionState.READY);
    return kept.add(session.id());
  }

  private Session now(Session session) {
    return bench.store.find(session.id()).orElseThrow();
  }
}
