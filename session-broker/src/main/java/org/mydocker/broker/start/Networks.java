package org.mydocker.broker.start;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.NetworkSpec;

/**
 * The two bridges of an installation (GATE-04): an open one from which the internet is reached, and
 * a closed one that leads nowhere. On neither do sessions reach each other; the gateway reaches
 * both.
 */
public final class Networks {

  private final Engine engine;
  private final NetworkSpec open;
  private final NetworkSpec closed;
  private final int innerDoorPort;
  private final AtomicReference<String> host = new AtomicReference<>();

  public Networks(Engine engine, NetworkSpec open, NetworkSpec closed, int innerDoorPort) {
    this.engine = engine;
    this.open = open;
    this.closed = closed;
    this.innerDoorPort = innerDoorPort;
  }

  /** Finds or makes both, unless they were there before. */
  public void ensure() {
    if (host.get() == null) {
      engine.ensureNetwork(closed);
      host.set(engine.ensureNetwork(open).gateway());
    }
  }

  /** The engine lost them: to be made anew. */
  void forget() {
    host.set(null);
  }

  String open() {
    return open.name();
  }

  String closed() {
    return closed.name();
  }

  /** This machine's address on the open bridge, once the bridge is there. */
  public Optional<String> host() {
    return Optional.ofNullable(host.get());
  }

  /** Where a session finds the inner door; empty where there is none. */
  Optional<String> innerDoor() {
    return innerDoorPort == 0
        ? Optional.empty()
        : host().map(address -> "http://" + address + ":" + innerDoorPort);
  }
}
