package org.mydocker.broker.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Something happened to a container. Out of memory comes before the death that it may cause; where
 * only a child was killed it is the one live sign.
 */
public record EngineEvent(
    ContainerId container,
    What what,
    Optional<Integer> exitCode,
    Map<String, String> labels,
    Instant at) {

  /** What can happen; the engine's other events are not passed on. */
  public enum What {
    STARTED,
    OUT_OF_MEMORY,
    DIED,
    REMOVED
  }

  public EngineEvent {
    labels = Map.copyOf(labels);
  }
}
