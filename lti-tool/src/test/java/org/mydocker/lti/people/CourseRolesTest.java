package org.mydocker.lti.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.kernel.people.Role;

class CourseRolesTest {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership";

  private static Role role(String... uris) {
    return CourseRoles.of(List.of(uris), false).role();
  }

  @ParameterizedTest
  @CsvSource({
    "#Instructor, TEACHER",
    "/Instructor#PrimaryInstructor, TEACHER",
    "/Instructor#Lecturer, TEACHER",
    "/Instructor#Grader, GRADER",
    "/Instructor#TeachingAssistant, GRADER",
    "/Instructor#TeachingAssistantGroup, GRADER",
    "#Administrator, TEACHER",
    "#ContentDeveloper, NONE",
    "/ContentDeveloper#ContentExpert, NONE",
    "#Manager, NONE",
    "#Officer, NONE",
    "#Mentor, NONE",
    "#Member, NONE",
    "#Learner, STUDENT",
    "/Learner#Instructor, STUDENT",
    "/Learner#NonCreditLearner, STUDENT"
  })
  void theTableIsAsWritten(String uri, Role role) {
    assertThat(role(M + uri)).isEqualTo(role);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://evil.example/membership#Instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor ",
        "https://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
        "urn:lti:role:ims/lis/Instructor",
        "Instructor/../Learner",
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
  @ValueSource(
      strings = {
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor",
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty",
        "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
        "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"
      })
  void rolesOfTheInstitutionGiveNothingInACourse(String uri) {
    assertThat(role(uri)).isEqualTo(Role.NONE);
  }

  @Test
  @Tag("ROL-05")
  void aSubRoleDecidesUnlessThePlainOneWins() {
    List<String> both = List.of(M + "#Instructor", M + "/Instructor#Grader");
    assertThat(CourseRoles.of(both, false).role()).isEqualTo(Role.GRADER);
    assertThat(CourseRoles.of(both, true).role()).isEqualTo(Role.TEACHER);
  }

  @Test
  @Tag("ROL-06")
  void ofSeveralTheHighestCounts() {
    assertThat(role(M + "#Learner", M + "#Instructor")).isEqualTo(Role.TEACHER);
  }

  @Test
  @Tag("ROL-07")
  void anUnknownRoleBesideAKnownOneChangesNothing() {
    assertThat(role(M + "#Learner", "http://x.example/role#Boss")).isEqualTo(Role.STUDENT);
  }

  @Test
  void aContentDeveloperIsAnAuthorAndATestUserATestPerson() {
    assertThat(CourseRoles.of(List.of(M + "#ContentDeveloper"), false).author()).isTrue();
    CourseRoles test =
        CourseRoles.of(
            List.of("http://purl.imsglobal.org/vocab/lti/system/person#TestUser"), false);
    assertThat(test).isEqualTo(new CourseRoles(Role.STUDENT, false, true));
  }
}
