package org.mydocker.broker.start;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.docker.DockerForTests;
import org.mydocker.storage.TestDatabase;

/**
 * A bench on the real engine, an installation of its own with networks of its own; leaves nothing
 * of it behind.
 */
final class RealBench implements AutoCloseable {

  private static final String HELPER = "mydocker/helper:2";

  final String installation = UUID.randomUUID().toString();
  final Map<String, String> labels = SessionLabels.ofInstallation(installation);
  final Engine docker;
  final Bench bench;
  private final NetworkSpec open;
  private final NetworkSpec closed;

  /**
   * @param image that must be there beside the helper's
   * @param notebook of the built-in environment
   * @param subnet the third number of both networks, the second one's is the next
   */
  RealBench(String image, String notebook, int subnet, Duration ready) {
    docker = DockerForTests.engine(image, HELPER);
    open = network("mydt-", subnet, false);
    closed = network("mydu-", subnet + 1, true);
    bench =
        new Bench(
            TestDatabase.h2("broker"),
            new Bench.World(
                docker,
                Clock.systemUTC(),
                Pause.real(),
                ready,
                Optional.of(new HttpProbe(Duration.ofSeconds(1), Duration.ofSeconds(5))),
                notebook,
                HELPER,
                installation,
                open,
                closed));
  }

  private NetworkSpec network(String kind, int subnet, boolean internal) {
    String name = kind + installation.substring(0, 8);
    List<String> places =
        IntStream.range(213, 217).mapToObj(n -> "10." + n + "." + subnet + ".0/24").toList();
    return new NetworkSpec(name, name, places, internal, labels);
  }

  @Override
  public void close() {
    docker.list(labels).forEach(container -> docker.remove(container.id()));
    docker.volumes(labels).forEach(docker::removeVolume);
    docker.removeNetwork(open.name());
    docker.removeNetwork(closed.name());
    bench.close();
    docker.close();
  }
}
