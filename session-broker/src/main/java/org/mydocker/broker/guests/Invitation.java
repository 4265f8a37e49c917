package org.mydocker.broker.guests;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.people.PersonId;

/**
 * What a one-time code leads to.
 *
 * @param generation the run of the session that it is for; it opens no later one
 * @param stay how long its guest may stay
 * @param ends when nobody can take it any more
 * @param taken who took it
 */
public record Invitation(
    SessionId session, int generation, Duration stay, Instant ends, Optional<PersonId> taken) {}
