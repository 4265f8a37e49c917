package org.mydocker.broker.engine;

import java.time.Clock;
import java.util.UUID;

/** The engine in memory keeps the promises of a real one. */
class FakeEngineTest implements EngineContract {
  private static final String OFFERED = "registry.test/test/web";

  private final FakeEngine engine = new FakeEngine(Clock.systemUTC()).holdImage(IMAGE);
  private final String digest = engine.offer(OFFERED, () -> {});

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Offered offered() {
    return new Offered(OFFERED, digest);
  }

  @Override
  public boolean hasGpu() {
    return false;
  }

  @Override
  public String installation() {
    return "fake-test";
  }

  @Override
  public String name() {
    return "mydocker-test-" + UUID.randomUUID();
  }
}
