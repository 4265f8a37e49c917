package org.mydocker.kernel.people;

/**
 * An event: from now on this person has this role in this course, also in visits that are open
 * (ROL-09, ROL-10).
 */
public record RoleChanged(CourseId course, PersonId person, Role role) {}
