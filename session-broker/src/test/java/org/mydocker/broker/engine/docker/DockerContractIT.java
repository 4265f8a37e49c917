package org.mydocker.broker.engine.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineContract;
import org.mydocker.broker.engine.SessionLabels;

/** Docker Engine keeps what every engine promises. */
class DockerContractIT implements EngineContract {
  private static final List<String> NAMES = new CopyOnWriteArrayList<>();
  private static final String INSTALLATION = "test-" + UUID.randomUUID();
  private static Engine engine;
  private static LoopbackRegistry registry;

  @BeforeAll
  static void connect() {
    engine = DockerForTests.engine();
    registry = new LoopbackRegistry();
  }

  @AfterAll
  static void removeWhatIsLeft() {
    if (engine != null) {
      var mine = SessionLabels.ofInstallation(INSTALLATION);
      engine.list(mine).forEach(container -> engine.remove(container.id()));
      engine.volumes(mine).forEach(engine::removeVolume);
      NAMES.forEach(engine::removeNetwork); // what failed left its own
      engine.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Offered offered() {
    return new Offered(registry.name(), registry.digest());
  }

  @Override
  public boolean hasGpu() {
    return Files.exists(Path.of("/dev/nvidiactl"));
  }

  @Override
  public String installation() {
    return INSTALLATION;
  }

  @Override
  public String name() {
    String name = "mydocker-test-" + UUID.randomUUID().toString().substring(24);
    NAMES.add(name);
    return name;
  }
}
