package org.mydocker.broker.gateway;

import java.time.Duration;
import java.time.Instant;

class InMemoryDoorkeeperTest implements DoorkeeperContract {
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");
  private final InMemoryDoorkeeper doorkeeper = new InMemoryDoorkeeper(() -> now);

  @Override
  public Doorkeeper doorkeeper() {
    return doorkeeper;
  }

  @Override
  public String ticket(String session) {
    return doorkeeper.ticket(session);
  }

  @Override
  public void revoke(String session) {
    doorkeeper.revoke(session);
  }

  @Override
  public void pass(Duration time) {
    now = now.plus(time);
  }
}
