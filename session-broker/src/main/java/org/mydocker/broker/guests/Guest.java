package org.mydocker.broker.guests;

import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/**
 * Somebody who is let into another's session, for a time.
 *
 * @param reason why staff came to help; empty for whom the owner invited
 */
public record Guest(UUID id, PersonId person, String reason, Instant since, Instant until) {

  public boolean helps() {
    return !reason.isEmpty();
  }
}
