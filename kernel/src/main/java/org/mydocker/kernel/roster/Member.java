package org.mydocker.kernel.roster;

import java.util.Optional;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;

/**
 * A person in a course's list.
 *
 * @param role what the last launch or the roster said; it lists people and grants nothing (NRPS-04)
 * @param position the same as the platform calls it, where it is that still
 * @param enrolled false for one who was missing from the last complete roster (NRPS-05)
 * @param graded false for the platform's own staff and its test users: what they do as students is
 *     a preview, and no grade is given for it (lti.md BRK-02, ROL-04, ROL-09)
 * @param change what a teacher may make of them now; empty where the platform's word alone counts
 *     (ROL-10, ROL-14)
 */
public record Member(
    PersonId person,
    String name,
    Role role,
    Position position,
    boolean enrolled,
    boolean graded,
    Optional<Role> change) {}
