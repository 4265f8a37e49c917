package org.mydocker.lti.role;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;

/**
 * What the roles claim makes of a person in a course (ROL-01..07): exact URIs looked up in a fixed
 * table, everything else ignored. Institution and system roles give nothing here.
 *
 * @param position the highest of all that the claim names
 * @param author may create content and sees no grades: a content developer, whatever else
 * @param testPerson the platform's test user, never graded
 * @param platformAdministrator runs the platform, which is nothing in a course (ROL-03)
 */
public record CourseRoles(
    Position position, boolean author, boolean testPerson, boolean platformAdministrator) {

  private static final String PRINCIPAL = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String TEST_USER =
      "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
  private static final Set<String> PLATFORM_ADMINISTRATORS =
      Set.of(
          "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
          "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator");

  /** What a person is of whom the platform says this one thing. */
  public static CourseRoles of(Position position) {
    return new CourseRoles(position, position == Position.AUTHOR, false, false);
  }

  public static CourseRoles of(Collection<String> uris, RoleRules rules) {
    Set<String> subRolesOf = new HashSet<>();
    Set<Position> found = EnumSet.of(Position.NONE);
    for (String uri : uris) {
      subRole(uri)
          .ifPresent(
              role -> {
                found.add(rules.position(role));
                subRolesOf.add(uri.substring(SUB_ROLE.length(), uri.indexOf('#')));
              });
    }
    for (String uri : uris) {
      String name = uri.startsWith(PRINCIPAL) ? uri.substring(PRINCIPAL.length()) : uri;
      if (!name.contains("#") && (rules.plainRoleWins() || !subRolesOf.contains(name))) {
        NamedRole.named(name).map(rules::position).ifPresent(found::add);
      }
    }
    boolean testPerson = uris.contains(TEST_USER);
    Position highest = found.stream().max(Position::compareTo).orElseThrow();
    return new CourseRoles(
        testPerson ? tested(highest, rules.position(NamedRole.TEST_USER)) : highest,
        found.contains(Position.AUTHOR),
        testPerson,
        uris.stream().anyMatch(PLATFORM_ADMINISTRATORS::contains));
  }

  public Role role() {
    return position.role();
  }

  /** A teacher of whom the administrator's custom parameter says grader is one (ROL-10). */
  public CourseRoles with(Map<String, String> custom, RoleRules rules) {
    boolean grader = position == Position.TEACHER && rules.namesGrader(custom);
    return grader
        ? new CourseRoles(Position.GRADER, author, testPerson, platformAdministrator)
        : this;
  }

  private static Optional<NamedRole> subRole(String uri) {
    return uri.startsWith(SUB_ROLE)
        ? Optional.of(uri.substring(SUB_ROLE.length()))
            .filter(name -> name.contains("#"))
            .flatMap(NamedRole::named)
        : Optional.empty();
  }

  /**
   * A test user alone is a student; where test users are nothing, nothing beside makes one more.
   */
  private static Position tested(Position others, Position testUser) {
    return testUser == Position.NONE || others.compareTo(testUser) < 0 ? testUser : others;
  }
}
