package org.mydocker.broker.start;

import java.util.Optional;
import org.mydocker.broker.engine.ContainerId;

/**
 * Where a session runs.
 *
 * @param address on the sessions' network; empty until the engine gave one
 * @param port of the interface
 * @param secure whether the interface speaks HTTPS there
 */
public record Place(ContainerId container, Optional<String> address, int port, boolean secure) {

  /** Where plain HTTP is spoken. */
  public Place(ContainerId container, Optional<String> address, int port) {
    this(container, address, port, false);
  }

  Place at(Optional<String> other) {
    return new Place(container, other, port, secure);
  }

  /** Scheme, host and port, once it has an address. */
  public Optional<String> origin() {
    return address.map(host -> (secure ? "https://" : "http://") + host + ":" + port);
  }
}
