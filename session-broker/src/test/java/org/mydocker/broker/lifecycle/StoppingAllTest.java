package org.mydocker.broker.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.start.Bench;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

class StoppingAllTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final StoppingAll all =
      new StoppingAll(bench.store, bench.catalogue, bench.stopping, Runnable::run);
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
    assertThat(all.stopAll(StoppingAll.BY_ADMINISTRATOR)).isZero();

    assertThat(now(running).state()).isEqualTo(SessionState.STOPPED);
    assertThat(now(queued).state()).isEqualTo(SessionState.STOPPED);
    assertThat(now(running).reason()).contains(StoppingAll.BY_ADMINISTRATOR);
    assertThat(bench.fake.list(Map.of())).isEmpty();
    assertThat(bench.fake.volumes(Map.of())).hasSize(1);
  }

  @Test
  void countsWhatTheEngineCannotEndNowAndComesBackToIt() {
    bench.fake.goAway();
    assertThat(all.stopAll(StoppingAll.BY_ADMINISTRATOR)).isEqualTo(1);

    bench.fake.comeBack();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.engine.ping();
    assertThat(all.stopAll(StoppingAll.BY_ADMINISTRATOR)).isZero();
  }

  private Session now(Session session) {
    return bench.store.find(session.id()).orElseThrow();
  }
}
