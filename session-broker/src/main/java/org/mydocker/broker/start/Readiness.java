package org.mydocker.broker.start;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineUnavailable;

/**
 * Waits until the interface answers (START-05): asked 50 ms apart at first, then slower. Between
 * two questions it looks whether the container still lives, so that one that dies is told at once,
 * with its last lines.
 *
 * <p>Where browsers run on the machine of the engine, as in a trial, it can be told to wait for the
 * end of what a container's start does to that machine's network: the interface's address on the
 * bridge is complete a second or two after the start, and Chromium then gives up all that it waits
 * for, so that a page which is loading at that moment stays without its scripts.
 */
public final class Readiness {

  private static final System.Logger LOG = System.getLogger(Readiness.class.getName());
  private static final Duration FIRST = Duration.ofMillis(50);
  private static final Duration SLOWEST = Duration.ofSeconds(1);
  private static final int LOG_LINES = 20;

  private final Engine engine;
  private final Probe probe;
  private final InstantSource clock;
  private final Pause pause;
  private final Duration limit;
  private final Duration settle;

  /**
   * @param limit how long the interface may take to answer
   * @param settle how long after the container's start it is ready at the earliest
   */
  public Readiness(
      Engine engine,
      Probe probe,
      InstantSource clock,
      Pause pause,
      Duration limit,
      Duration settle) {
    this.engine = engine;
    this.probe = probe;
    this.clock = clock;
    this.pause = pause;
    this.limit = limit;
    this.settle = settle;
  }

  /** Returns when it answers; throws {@link Failure} when it will not. */
  void await(Place place, String path) throws InterruptedException {
    Instant begun = clock.instant();
    Instant deadline = begun.plus(limit);
    while (true) {
      if (place.address().isPresent() && probe.answers(place, path)) {
        settle(place.container());
        return;
      }
      place = place.at(living(place.container()));
      if (!clock.instant().isBefore(deadline)) {
        throw new Failure(
            FailureCode.PORT_NEVER_OPENED, place.port() + "\n" + log(place.container()));
      }
      pause.of(wait(Duration.between(begun, clock.instant())));
    }
  }

  private void settle(ContainerId container) throws InterruptedException {
    if (settle.isZero()) {
      return;
    }
    try {
      if (engine.inspect(container) instanceof ContainerState.Running running) {
        Duration rest = Duration.between(clock.instant(), running.startedAt().plus(settle));
        if (!rest.isNegative() && !rest.isZero()) {
          pause.of(rest.compareTo(settle) < 0 ? rest : settle); // the engine's clock may be another
          living(container);
        }
      }
    } catch (EngineUnavailable away) {
      LOG.log(System.Logger.Level.DEBUG, "the engine is silent; the interface answers", away);
    }
  }

  /**
   * A twelfth of the time that it took so far: nobody waits much longer than the interface needs,
   * and a slow one is not asked often (START-05).
   */
  private static Duration wait(Duration sofar) {
    Duration share = sofar.dividedBy(12);
    if (share.compareTo(FIRST) < 0) {
      return FIRST;
    }
    return share.compareTo(SLOWEST) < 0 ? share : SLOWEST;
  }

  /** The address of a container that runs. */
  Optional<String> living(ContainerId container) {
    ContainerState state = engine.inspect(container);
    if (state instanceof ContainerState.Running running) {
      return running.address();
    }
    if (state instanceof ContainerState.Exited exited) {
      throw exited.outOfMemory() && exited.code() != 0
          ? new Failure(FailureCode.OUT_OF_MEMORY_AT_START, "\n" + log(container))
          : new Failure(FailureCode.EXITED_AT_START, exited.code() + "\n" + log(container));
    }
    if (state instanceof ContainerState.Missing) {
      throw new Failure(FailureCode.EXITED_AT_START, "");
    }
    return Optional.empty();
  }

  private String log(ContainerId container) {
    return engine.logTail(container, LOG_LINES);
  }
}
