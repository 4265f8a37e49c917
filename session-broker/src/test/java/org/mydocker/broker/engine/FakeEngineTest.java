package org.mydocker.broker.engine;

import java.time.Clock;
import java.util.UUID;

/** The engine in memory keeps the promises of a real one. */
class FakeEngineTest implements EngineContract {
  private final FakeEngine engine = new FakeEngine(Clock.systemUTC()).holdImage(IMAGE);

  @Override
  public Engine engine() {
    return engine;
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
