package org.mydocker.assignment.group;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/**
 * More time for somebody, or for a group (ACT-12): until then a hand-in is taken and in time.
 *
 * @param person or {@code group}: one of the two
 */
public record Extension(
    UUID id,
    Optional<PersonId> person,
    Optional<UUID> group,
    Instant until,
    Instant granted,
    PersonId grantedBy) {}
