package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EventWatch;
import org.mydocker.broker.engine.Eventually;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.docker.DockerForTests;
import org.mydocker.broker.lifecycle.JupyterKernels;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

/** The state machine on a real engine, with the real notebook. */
class RealNotebookIT {

  private static final String NOTEBOOK = "mydocker/notebook:1";
  private static final String HELPER = "mydocker/helper:2";

  private final String installation = UUID.randomUUID().toString();
  private final Engine docker = DockerForTests.engine(NOTEBOOK, HELPER);
  private final Viewer student = Bench.student();
  private Bench bench;
  private NetworkSpec open;
  private NetworkSpec closed;

  @BeforeEach
  void prepare() {
    String brief = installation.substring(0, 8);
    var labels = SessionLabels.ofInstallation(installation);
    open = new NetworkSpec("mydt-" + brief, "mydt-" + brief, "10.213.32.0/24", false, labels);
    closed = new NetworkSpec("mydu-" + brief, "mydu-" + brief, "10.213.33.0/24", true, labels);
    bench =
        new Bench(
            TestDatabase.h2("broker"),
            new Bench.World(
                docker,
                Clock.systemUTC(),
                Pause.real(),
                Duration.ofSeconds(60),
                Optional.of(new HttpProbe(Duration.ofSeconds(1), Duration.ofSeconds(5))),
                NOTEBOOK,
                HELPER,
                installation,
                open,
                closed));
  }

  @AfterEach
  void remove() {
    var mine = SessionLabels.ofInstallation(installation);
    docker.list(mine).forEach(container -> docker.remove(container.id()));
    docker.volumes(mine).forEach(docker::removeVolume);
    docker.removeNetwork(open.name());
    docker.removeNetwork(closed.name());
    bench.close();
    docker.close();
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
    assertThat(docker.list(SessionLabels.ofInstallation(installation))).isEmpty();
  }

  @Test
  @Tag("ENG-04")
  @Tag("RUN-04")
  void knowsWithinTwoSecondsThatItDied() {
    Session session = bench.opened(student);
    EventWatch watch =
        EventWatch.start(
            docker,
            SessionLabels.ofInstallation(installation),
            Clock.systemUTC(),
            bench.deaths::happened,
            () -> {});
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
