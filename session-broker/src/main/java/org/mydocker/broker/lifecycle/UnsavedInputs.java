package org.mydocker.broker.lifecycle;

import java.util.Optional;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.start.Session;
import org.mydocker.broker.start.SessionStore;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.UnsavedWork;

/** Tells of what was typed after the last save that the gateway saw. */
public final class UnsavedInputs implements UnsavedWork {

  private final SessionStore store;
  private final Gateway gateway;

  public UnsavedInputs(SessionStore store, Gateway gateway) {
    this.store = store;
    this.gateway = gateway;
  }

  @Override
  public Optional<Newer> of(SessionKey key) {
    return store.find(key).filter(Session::ready).flatMap(this::newer);
  }

  private Optional<Newer> newer(Session session) {
    Seen seen = Seen.of(session, gateway);
    return seen.input()
        .filter(input -> seen.save().filter(save -> !save.isBefore(input)).isEmpty())
        .map(input -> new Newer(input, seen.save()));
  }
}
