package org.mydocker.lti.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.mydocker.kernel.people.Role;

/**
 * What the roles claim makes of a person in a course (ROL-01..07): exact URIs looked up in a fixed
 * table, everything else ignored. Institution and system roles give nothing here.
 *
 * @param author may create content and sees no grades: a content developer
 * @param testPerson the platform's test user, never graded
 */
public record CourseRoles(Role role, boolean author, boolean testPerson) {

  private static final String PRINCIPAL = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String TEST_USER =
      "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
  private static final String CONTENT_DEVELOPER = "ContentDeveloper";

  private static final Map<String, Role> PRINCIPALS =
      Map.of(
          "Instructor",
          Role.TEACHER,
          "Administrator",
          Role.TEACHER,
          "Learner",
          Role.STUDENT,
          CONTENT_DEVELOPER,
          Role.NONE,
          "Manager",
          Role.NONE,
          "Officer",
          Role.NONE,
          "Mentor",
          Role.NONE,
          "Member",
          Role.NONE);

  private static final Map<String, Role> INSTRUCTORS =
      Map.ofEntries(
          Map.entry("PrimaryInstructor", Role.TEACHER),
          Map.entry("SecondaryInstructor", Role.TEACHER),
          Map.entry("Lecturer", Role.TEACHER),
          Map.entry("GuestInstructor", Role.TEACHER),
          Map.entry("ExternalInstructor", Role.TEACHER),
          Map.entry("Grader", Role.GRADER),
          Map.entry("TeachingAssistant", Role.GRADER),
          Map.entry("TeachingAssistantSection", Role.GRADER),
          Map.entry("TeachingAssistantSectionAssociation", Role.GRADER),
          Map.entry("TeachingAssistantOffering", Role.GRADER),
          Map.entry("TeachingAssistantTemplate", Role.GRADER),
          Map.entry("TeachingAssistantGroup", Role.GRADER));

  private static final Set<String> LEARNERS =
      Set.of("Learner", "NonCreditLearner", "GuestLearner", "ExternalLearner", "Instructor");

  private static final Set<String> DEVELOPERS =
      Set.of("ContentDeveloper", "ContentExpert", "ExternalContentExpert", "Librarian");

  /**
   * @param plainRoleWins {@code [Instructor, Instructor#Grader]} is a teacher, not a grader
   *     (ROL-05)
   */
  public static CourseRoles of(Collection<String> uris, boolean plainRoleWins) {
    Set<String> subRolesOf = new HashSet<>();
    List<Role> found = new ArrayList<>();
    boolean author = false;
    for (String uri : uris) {
      if (uri.startsWith(SUB_ROLE)) {
        String[] names = uri.substring(SUB_ROLE.length()).split("#", -1);
        if (names.length == 2 && subRole(names[0], names[1], found)) {
          subRolesOf.add(names[0]);
          author |= names[0].equals(CONTENT_DEVELOPER);
        }
      }
    }
    for (String uri : uris) {
      String name = uri.startsWith(PRINCIPAL) ? uri.substring(PRINCIPAL.length()) : uri;
      if (PRINCIPALS.containsKey(name) && (plainRoleWins || !subRolesOf.contains(name))) {
        found.add(PRINCIPALS.get(name));
        author |= name.equals(CONTENT_DEVELOPER);
      }
    }
    Role highest = found.stream().max(Role::compareTo).orElse(Role.NONE);
    boolean testPerson = uris.contains(TEST_USER);
    return new CourseRoles(
        testPerson && highest == Role.NONE ? Role.STUDENT : highest, author, testPerson);
  }

  private static boolean subRole(String principal, String name, List<Role> found) {
    Role role =
        switch (principal) {
          case "Instructor" -> INSTRUCTORS.get(name);
          case "Learner" -> LEARNERS.contains(name) ? Role.STUDENT : null;
          case CONTENT_DEVELOPER -> DEVELOPERS.contains(name) ? Role.NONE : null;
          default -> null;
        };
    if (role != null) {
      found.add(role);
    }
    return role != null;
  }
}
