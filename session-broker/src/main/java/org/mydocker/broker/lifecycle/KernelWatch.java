package org.mydocker.broker.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.mydocker.broker.start.Place;

/**
 * Asks an interface of a kind when it was last busy (RUN-03); one for each interface that can tell
 * more than the bytes through the gateway.
 */
@FunctionalInterface
public interface KernelWatch {

  /** Now, if something runs; empty if it cannot tell. Bounded in time. */
  Optional<Instant> lastBusy(Place place, Instant now);
}
