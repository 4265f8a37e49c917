package org.mydocker.kernel.access;

import java.util.Optional;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.TenantId;

/**
 * What an act is done to: a thing of a course, of a person, of a tenant, or of the site.
 *
 * @param kind and {@code id} name it in the audit log
 * @param owner whose it is, for things that are one person's
 * @param open what {@code open} a thing is to all: an environment's visibility, an invitation, or
 *     for a person's work whether it was delegated to the grader who asks
 * @param when where the moment of the act is among the thing's dates
 */
public record Subject(
    String kind,
    String id,
    Optional<TenantId> tenant,
    Optional<CourseId> course,
    Optional<PersonId> owner,
    Reach open,
    When when) {

  /** How far a thing may be used beyond its owner and its course's teachers. */
  public enum Reach {
    OWNER,
    INVITED,
    COURSE,
    TENANT,
    EVERYONE
  }

  /** Before a thing opens, while it is open, after nothing is taken for it any more. */
  public enum When {
    BEFORE,
    DURING,
    AFTER
  }

  /** A thing without dates. */
  public Subject(
      String kind,
      String id,
      Optional<TenantId> tenant,
      Optional<CourseId> course,
      Optional<PersonId> owner,
      Reach open) {
    this(kind, id, tenant, course, owner, open, When.DURING);
  }

  /** The same thing with another reach. */
  public Subject reaching(Reach other) {
    return new Subject(kind, id, tenant, course, owner, other, when);
  }

  /** The same thing at a moment. */
  public Subject at(When moment) {
    return new Subject(kind, id, tenant, course, owner, open, moment);
  }

  public static Subject ofCourse(String kind, String id, CourseId course) {
    return new Subject(
        kind, id, Optional.empty(), Optional.of(course), Optional.empty(), Reach.COURSE);
  }

  public static Subject ofPerson(String kind, String id, CourseId course, PersonId owner) {
    return new Subject(
        kind, id, Optional.empty(), Optional.of(course), Optional.of(owner), Reach.OWNER);
  }

  public static Subject ofSite(String kind, String id) {
    return new Subject(
        kind, id, Optional.empty(), Optional.empty(), Optional.empty(), Reach.EVERYONE);
  }
}
