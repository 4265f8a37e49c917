package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mydocker.system.site.Site;

/** What roles make of a person, seen in the visit that the launch begins (lti.md 1.5). */
class RolesIT {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String PERSON = "http://purl.imsglobal.org/vocab/lis/v2/";

  private final Platform north = Platform.shared("north");
  private final Rows rows = new Rows(Site.shared());

  private String role(Object... roles) {
    Answer answer =
        north.launch(new HttpBrowser(), "3").lti("roles", List.of(roles)).post().assertEntered();
    return rows.visit(answer, "role");
  }

  static Stream<Arguments> table() {
    return Stream.of(
        Arguments.of(M + "Instructor", "TEACHER"),
        Arguments.of(M + "Administrator", "TEACHER"),
        Arguments.of(M + "Learner", "STUDENT"),
        Arguments.of(M + "Mentor", "NONE"),
        Arguments.of(M + "Member", "NONE"),
        Arguments.of(M + "Manager", "NONE"),
        Arguments.of(M + "Officer", "NONE"),
        Arguments.of(M + "ContentDeveloper", "NONE"),
        Arguments.of(SUB + "Instructor#PrimaryInstructor", "TEACHER"),
        Arguments.of(SUB + "Instructor#Lecturer", "TEACHER"),
        Arguments.of(SUB + "Instructor#Grader", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistant", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistantSection", "GRADER"),
        Arguments.of(SUB + "Learner#GuestLearner", "STUDENT"),
        Arguments.of("http://purl.imsglobal.org/vocab/lti/system/person#TestUser", "STUDENT"));
  }

  @ParameterizedTest
  @MethodSource("table")
  void givesEachRoleItsPlace(String uri, String role) {
    assertThat(role(uri)).isEqualTo(role);
  }

  static Stream<String> lookalikes() {
    return Stream.of(
        SUB + "Learner#Instructor",
        PERSON + "institution/person#Instructor",
        PERSON + "institution/person#Faculty",
        PERSON + "institution/person#Administrator",
        PERSON + "system/person#Administrator",
        "http://evil/membership#Instructor",
        "https://purl.imsglobal.org/vocab/lis/v2/membership#Instructor",
        M + "instructor",
        M + "Instructor ",
        " Instructor",
        "INSTRUCTOR",
        "urn:lti:role:ims/lis/Instructor",
        "Instructor/../Learner",
        M + "Instructor#Grader#",
        M + "InstructorX",
        SUB + "Learner#Grader");
  }

  @ParameterizedTest
  @MethodSource("lookalikes")
  @Tag("L-04")
  @Tag("ROL-01")
  @Tag("ROL-02")
  void makesNobodyATeacherForALookalike(String uri) {
    assertThat(role(uri)).isIn("STUDENT", "NONE");
  }

  @Test
  @Tag("L-04")
  @Tag("ROL-07")
  void passesOverRolesThatAreNoText() {
    assertThat(role(Map.of("role", M + "Instructor"), 7)).isEqualTo("NONE");
  }

  @Test
  @Tag("ROL-05")
  void letsTheSubRoleDecide() {
    assertThat(role(M + "Instructor", SUB + "Instructor#Grader")).isEqualTo("GRADER");
    Platform adding = Platform.register(Site.shared(), "north");
    int changed =
        rows.change(
            "update lti.deployment set plain_role_wins = true where registration ="
                + " (select id from lti.registration where client_id = ?)",
            adding.clientId());
    assertThat(changed).isEqualTo(1);
    Answer plain =
        adding
            .launch(new HttpBrowser(), "3")
            .lti("roles", List.of(M + "Instructor", SUB + "Instructor#Grader"))
            .post()
            .assertEntered();
    assertThat(rows.visit(plain, "role")).isEqualTo("TEACHER");
  }

  @Test
  @Tag("ROL-06")
  void takesTheHighestOfSeveral() {
    assertThat(role(M + "Instructor", M + "Learner")).isEqualTo("TEACHER");
    assertThat(role(M + "Learner", M + "Mentor")).isEqualTo("STUDENT");
  }

  @Test
  @Tag("ROL-08")
  void judgesTheRoleAnewAtEachLaunch() {
    assertThat(role(M + "Instructor")).isEqualTo("TEACHER");
    assertThat(role(M + "Learner")).isEqualTo("STUDENT");
    Answer elsewhere =
        north
            .launch(new HttpBrowser(), "3")
            .lti("context", Map.of("id", "another-course", "title", "Another"))
            .lti("roles", List.of(M + "Learner"))
            .post()
            .assertEntered();
    assertThat(rows.visit(elsewhere, "role")).isEqualTo("STUDENT");
  }

  @Test
  @Tag("L-06")
  void keepsStudentsFromThePicker() {
    for (String user : List.of("5", "6")) {
      north
          .launch(
              new HttpBrowser(),
              Platform.JSON.createObjectNode().put("user", user).put("message", "DEEP_LINKING"))
          .post()
          .assertRefused(403, "lti.deep-linking-role");
    }
  }
}
