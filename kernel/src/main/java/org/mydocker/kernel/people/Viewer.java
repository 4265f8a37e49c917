package org.mydocker.kernel.people;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks: a person as of one visit, with the role that this visit's launch gave in this visit's
 * course. The server makes it from the visit's row; nothing in it comes from the request.
 */
public record Viewer(
    PersonId person,
    TenantId tenant,
    Optional<CourseId> course,
    Role role,
    Set<SiteRole> siteRoles,
    Locale locale) {

  public Viewer {
    Objects.requireNonNull(person);
    Objects.requireNonNull(tenant);
    Objects.requireNonNull(course);
    Objects.requireNonNull(role);
    siteRoles = Set.copyOf(siteRoles);
    Objects.requireNonNull(locale);
    if (course.isEmpty() && role != Role.NONE) {
      throw new IllegalArgumentException("a role belongs to a course");
    }
  }

  public boolean administrator() {
    return siteRoles.contains(SiteRole.ADMINISTRATOR);
  }

  public boolean author() {
    return siteRoles.contains(SiteRole.AUTHOR);
  }

  /** Whether this visit's platform counts the person among its administrators (lti.md ROL-03). */
  public boolean platformSupport() {
    return siteRoles.contains(SiteRole.PLATFORM_SUPPORT);
  }

  /** The same person in another role, as {@code Access} allows it. */
  public Viewer as(Role other) {
    return new Viewer(person, tenant, course, other, siteRoles, locale);
  }

  /** Whether this visit is in that course. */
  public boolean in(CourseId other) {
    return course.filter(other::equals).isPresent();
  }
}
