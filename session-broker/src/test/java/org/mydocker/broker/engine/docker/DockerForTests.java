package org.mydocker.broker.engine.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineContract;

/**
 * The real engine for tests: the one that MYDOCKER_TEST_ENGINE names, else the one of this machine.
 * Where there is none, a test is skipped and says so.
 */
public final class DockerForTests {
  private static final Path SOCKET = Path.of("/var/run/docker.sock");

  private DockerForTests() {}

  public static DockerAddress address() {
    String named = System.getenv("MYDOCKER_TEST_ENGINE");
    if (named != null && !named.isBlank()) {
      return DockerAddress.of(named);
    }
    Assumptions.assumeTrue(
        Files.exists(SOCKET), "no Docker Engine here: set MYDOCKER_TEST_ENGINE or start one");
    return DockerAddress.of("unix://" + SOCKET);
  }

  /** An engine that holds the test image. */
  public static Engine engine(String... images) {
    Engine engine = new DockerEngine(address());
    for (String image : images) {
      Assumptions.assumeTrue(
          engine.image(image).isPresent(),
          "no image " + image + " here: run images/build, and images/build --only test-web");
    }
    return engine;
  }

  public static Engine engine() {
    return engine(EngineContract.IMAGE);
  }
}
