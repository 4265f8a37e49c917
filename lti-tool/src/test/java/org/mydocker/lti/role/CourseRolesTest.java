package org.mydocker.lti.role;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;

class CourseRolesTest {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership";
  private static final String TEST_USER =
      "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";

  private static final RoleRules PLAIN = new RoleRules(true, Map.of(), "", Set.of(), false);

  private static CourseRoles roles(String... uris) {
    return CourseRoles.of(List.of(uris), RoleRules.STANDARD);
  }

  private static Role role(String... uris) {
    return roles(uris).role();
  }

  private static RoleRules lowering(NamedRole role, Position position) {
    return new RoleRules(false, Map.of(role, position), "", Set.of(), false);
  }

  @ParameterizedTest
  @CsvSource({
    "#Instructor, TEACHER, TEACHER",
    "/Instructor#PrimaryInstructor, TEACHER, TEACHER",
    "/Instructor#SecondaryInstructor, TEACHER, TEACHER",
    "/Instructor#Lecturer, TEACHER, TEACHER",
    "/Instructor#GuestInstructor, TEACHER, TEACHER",
    "/Instructor#ExternalInstructor, TEACHER, TEACHER",
    "#Administrator, TEACHER, TEACHER",
    "/Instructor#Grader, GRADER, GRADER",
    "/Instructor#TeachingAssistant, ASSISTANT, GRADER",
    "/Instructor#TeachingAssistantSection, ASSISTANT, GRADER",
    "/Instructor#TeachingAssistantSectionAssociation, ASSISTANT, GRADER",
    "/Instructor#TeachingAssistantOffering, ASSISTANT, GRADER",
    "/Instructor#TeachingAssistantTemplate, ASSISTANT, GRADER",
    "/Instructor#TeachingAssistantGroup, ASSISTANT, GRADER",
    "#ContentDeveloper, AUTHOR, NONE",
    "/ContentDeveloper#ContentDeveloper, AUTHOR, NONE",
    "/ContentDeveloper#ContentExpert, AUTHOR, NONE",
    "/ContentDeveloper#ExternalContentExpert, AUTHOR, NONE",
    "/ContentDeveloper#Librarian, AUTHOR, NONE",
    "#Manager, NONE, NONE",
    "#Officer, NONE, NONE",
    "#Member, NONE, NONE",
    "#Mentor, MENTOR, NONE",
    "#Learner, STUDENT, STUDENT",
    "/Learner#Learner, STUDENT, STUDENT",
    "/Learner#Instructor, STUDENT, STUDENT",
    "/Learner#NonCreditLearner, STUDENT, STUDENT",
    "/Learner#GuestLearner, STUDENT, STUDENT",
    "/Learner#ExternalLearner, STUDENT, STUDENT"
  })
  @Tag("ROL-04")
  void theTableIsAsWritten(String uri, Position position, Role role) {
    assertThat(roles(M + uri).position()).isEqualTo(position);
    assertThat(role(M + uri)).isEqualTo(role);
    assertThat(roles(M + uri).author()).isEqualTo(position == Position.AUTHOR);
    assertThat(roles(M + uri).testPerson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/membership#Instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor ",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor#Grader",
        "https://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
        "urn:lti:role:ims/lis/Instructor",
        "Instructor/../Learner",
        "Instructor#Grader",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership/Instructor#Unheard",
        ""
      })
  @Tag("ROL-01")
  @Tag("ROL-07")
  void whatIsNotExactlyInTheTableIsNothing(String uri) {
    assertThat(role(uri)).isEqualTo(Role.NONE);
  }

  @Test
  @Tag("ROL-02")
  void bareNamesAreCourseRoles() {
    assertThat(role("Instructor")).isEqualTo(Role.TEACHER);
    assertThat(role("Learner")).isEqualTo(Role.STUDENT);
  }

  @ParameterizedTest
  @CsvSource({
    "institution/person#Instructor, false",
    "institution/person#Faculty, false",
    "institution/person#Administrator, true",
    "system/person#Administrator, true"
  })
  @Tag("ROL-03")
  void rolesOfTheInstitutionGiveNothingInACourse(String name, boolean administrator) {
    CourseRoles roles = roles("http://purl.imsglobal.org/vocab/lis/v2/" + name);
    assertThat(roles).isEqualTo(new CourseRoles(Position.NONE, false, false, administrator));
  }

  @Test
  @Tag("ROL-05")
  void aSubRoleDecidesUnlessThePlainOneWins() {
    List<String> both = List.of(M + "#Instructor", M + "/Instructor#Grader");
    assertThat(CourseRoles.of(both, RoleRules.STANDARD).role()).isEqualTo(Role.GRADER);
    assertThat(CourseRoles.of(both, PLAIN).role()).isEqualTo(Role.TEACHER);
  }

  @Test
  @Tag("ROL-06")
  void ofSeveralTheHighestCounts() {
    assertThat(role(M + "#Learner", M + "#Instructor")).isEqualTo(Role.TEACHER);
    CourseRoles both = roles(M + "#Learner", M + "#ContentDeveloper");
    assertThat(both.role()).isEqualTo(Role.STUDENT);
    assertThat(both.author()).isTrue();
  }

  @Test
  @Tag("ROL-07")
  void anUnknownRoleBesideAKnownOneChangesNothing() {
    assertThat(role(M + "#Learner", "http://x.example/role#Boss")).isEqualTo(Role.STUDENT);
  }

  @Test
  @Tag("ROL-04")
  void aTestUserIsAStudentWhoDoesNotCount() {
    CourseRoles student = new CourseRoles(Position.STUDENT, false, true, false);
    assertThat(roles(TEST_USER)).isEqualTo(student);
    assertThat(roles(TEST_USER, M + "#Learner")).isEqualTo(student);
  }

  @Test
  @Tag("ROL-04")
  void aDeploymentLowersARowAndNoOther() {
    RoleRules guests = lowering(NamedRole.GUEST_INSTRUCTOR, Position.GRADER);
    List<String> guest = List.of(M + "#Instructor", M + "/Instructor#GuestInstructor");
    assertThat(CourseRoles.of(guest, guests).position()).isEqualTo(Position.GRADER);
    assertThat(CourseRoles.of(List.of(M + "#Instructor"), guests).position())
        .isEqualTo(Position.TEACHER);
    assertThat(CourseRoles.of(List.of(M + "/Instructor#ExternalInstructor"), guests).position())
        .isEqualTo(Position.TEACHER);
    RoleRules noTests = lowering(NamedRole.TEST_USER, Position.NONE);
    assertThat(CourseRoles.of(List.of(TEST_USER, M + "#Learner"), noTests).position())
        .isEqualTo(Position.NONE);
    RoleRules noAuthors = lowering(NamedRole.CONTENT_DEVELOPER, Position.NONE);
    assertThat(CourseRoles.of(List.of(M + "#ContentDeveloper"), noAuthors).author()).isFalse();
  }

  @Test
  @Tag("ROL-10")
  void aCustomParameterMakesATeacherAGraderAndNobodyMore() {
    RoleRules rules = new RoleRules(false, Map.of(), "staff", Set.of("tutor", "corrector"), false);
    Map<String, String> said = Map.of("staff", "x, tutor", "other", "corrector");
    assertThat(roles(M + "#Instructor").with(said, rules).position()).isEqualTo(Position.GRADER);
    assertThat(roles(M + "#Instructor").with(Map.of("staff", "tut"), rules).position())
        .isEqualTo(Position.TEACHER);
    assertThat(roles(M + "#Instructor").with(Map.of("other", "tutor"), rules).position())
        .isEqualTo(Position.TEACHER);
    assertThat(roles(M + "#Learner").with(said, rules).position()).isEqualTo(Position.STUDENT);
    assertThat(roles(M + "#Mentor").with(said, rules).position()).isEqualTo(Position.MENTOR);
    assertThat(roles(M + "#Instructor").with(said, RoleRules.STANDARD).position())
        .isEqualTo(Position.TEACHER);
  }
}
