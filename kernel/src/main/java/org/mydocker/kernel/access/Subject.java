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
 * @param open what {@code open} a thing is to all: an environment's visibility, or an invitation
 */
public record Subject(
    String kind,
    String id,
    Optional<TenantId> tenant,
    Optional<CourseId> course,
    Optional<PersonId> owner,
    Reach open) {

  /** How far a thing may be used beyond its owner and its course's staff. */
  public enum Reach {
    OWNER,
    INVITED,
    COURSE,
    TENANT,
    EVERYONE
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
