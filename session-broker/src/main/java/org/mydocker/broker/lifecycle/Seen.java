package org.mydocker.broker.lifecycle;

import java.time.Instant;
import java.util.Optional;
import org.mydocker.broker.gateway.Gateway;
import org.mydocker.broker.start.Session;

/**
 * When a session was last typed into and last saved (WEB-03): what its row says, or what this
 * instance's gateway saw since and has not written yet. What was typed before the last start went
 * with the interface that had it.
 */
public record Seen(Optional<Instant> input, Optional<Instant> save) {

  public static Seen of(Session session, Gateway gateway) {
    return new Seen(
        later(session.times().lastInput(), gateway.lastInput(session.name()))
            .filter(input -> session.times().ready().filter(input::isBefore).isEmpty()),
        later(session.times().lastSave(), gateway.lastSave(session.name())));
  }

  private static Optional<Instant> later(Optional<Instant> row, Optional<Instant> seen) {
    return seen.filter(at -> row.filter(at::isBefore).isEmpty()).or(() -> row);
  }
}
