package org.mydocker.kernel.roster;

import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;

/**
 * A person in a course's list.
 *
 * @param role what the last launch or the roster said; it lists people and grants nothing (NRPS-04)
 * @param enrolled false for one who was missing from the last complete roster (NRPS-05)
 * @param graded false for the platform's own staff and its test users: what they do as students is
 *     a preview, and no grade is given for it (lti.md BRK-02, ROL-04, ROL-09)
 */
public record Member(PersonId person, String name, Role role, boolean enrolled, boolean graded) {}
