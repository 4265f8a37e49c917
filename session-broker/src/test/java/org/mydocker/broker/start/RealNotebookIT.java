package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EventWatch;
import org.mydocker.broker.engine.Eventually;
import org.mydocker.broker.lifecycle.JupyterKernels;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.Viewer;

/** The state machine on a real engine, with the real notebook. */
class RealNotebookIT {

  private static final String NOTEBOOK = "mydocker/notebook:1";

  private final RealBench real = new RealBench(NOTEBOOK, NOTEBOOK, 32, Duration.ofSeconds(60));
  private final Bench bench = real.bench;
  private final Engine docker = real.docker;
  private final Viewer student = Bench.student();

  @AfterEach
  void remove() {
    real.close();
  }

  @Test
  @Tag("START-01")
  @Tag("ENG-03")
  void startsJupyterAdoptsItAndStopsIt() {
    Session session = bench.opened(student);

    assertThat(session.state()).as("%s", session.reason()).isEqualTo(SessionState.READY);
    Place place = session.place().orElseThrow();
    assertThat(new JupyterKernels().lastBusy(place, Clock.systemUTC().instant())).isEmpty();

    bench.reconciling.compare();
    assertThat(bench.store.find(session.id())).map(Session::state).contains(SessionState.READY);

    bench.sessions.stop(session.id(), student);
    bench.settle();
    assertThat(bench.store.find(session.id())).map(Session::state).contains(SessionState.STOPPED);
    assertThat(docker.list(real.labels)).isEmpty();
  }

  @Test
  @Tag("ENG-04")
  @Tag("RUN-04")
  void knowsWithinTwoSecondsThatItDied() {
    Session session = bench.opened(student);
    EventWatch watch =
        EventWatch.start(docker, real.labels, Clock.systemUTC(), bench.deaths::happened, () -> {});
    try {
      docker.stop(session.place().orElseThrow().container(), Duration.ofSeconds(3));

      Eventually.become(
          Duration.ofSeconds(2),
          () -> bench.store.find(session.id()).orElseThrow().state() == SessionState.STOPPED);
    } finally {
      watch.close();
    }
    assertThat(bench.store.find(session.id()).flatMap(Session::reason))
        .map(StopReason::code)
        .contains("crashed");
  }
}
