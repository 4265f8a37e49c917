package org.mydocker.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.mydocker.broker.engine.GuardedEngine;
import org.mydocker.kernel.health.Part;

/**
 * The engine, as its guard last saw it: without it no environment starts, and everything else goes
 * on. The engine's own words may hold addresses, so they are in the log and not here.
 */
@ApplicationScoped
class EnginePart implements Part {

  @Inject GuardedEngine engine;

  @Override
  public String name() {
    return "engine";
  }

  @Override
  public State state() {
    return engine.away().isPresent() ? State.DEGRADED : State.WORKING;
  }

  @Override
  public String reason() {
    return engine.away().map(away -> "no answer since " + away.since()).orElse("");
  }
}
