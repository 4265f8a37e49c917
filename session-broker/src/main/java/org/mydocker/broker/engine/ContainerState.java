package org.mydocker.broker.engine;

import java.time.Instant;
import java.util.Optional;

/** What the engine says of a container now. Truth about running has this one address. */
public sealed interface ContainerState {

  /** Made, but not started yet. */
  record Created() implements ContainerState {}

  /** Runs; with its address on the network that it was put into, if any. */
  record Running(Optional<String> address, Instant startedAt) implements ContainerState {}

  /**
   * Ended. {@code outOfMemory} is also true where only a child was killed and the first process
   * ended well afterwards: look at the code too.
   */
  record Exited(int code, boolean outOfMemory, Instant finishedAt) implements ContainerState {}

  /** There is no such container. */
  record Missing() implements ContainerState {}
}
