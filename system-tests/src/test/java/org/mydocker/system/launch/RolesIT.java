package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** What roles make of a person, seen in the visit that the launch begins (lti.md 1.5). */
@InTurn
class RolesIT {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String TEST_USER =
      "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
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
        Arguments.of(M + "Instructor", "TEACHER", "TEACHER"),
        Arguments.of(M + "Administrator", "TEACHER", "TEACHER"),
        Arguments.of(M + "Learner", "STUDENT", "STUDENT"),
        Arguments.of(M + "Mentor", "MENTOR", "NONE"),
        Arguments.of(M + "Member", "NONE", "NONE"),
        Arguments.of(M + "Manager", "NONE", "NONE"),
        Arguments.of(M + "Officer", "NONE", "NONE"),
        Arguments.of(M + "ContentDeveloper", "AUTHOR", "NONE"),
        Arguments.of(SUB + "ContentDeveloper#ContentDeveloper", "AUTHOR", "NONE"),
        Arguments.of(SUB + "ContentDeveloper#ContentExpert", "AUTHOR", "NONE"),
        Arguments.of(SUB + "ContentDeveloper#ExternalContentExpert", "AUTHOR", "NONE"),
        Arguments.of(SUB + "ContentDeveloper#Librarian", "AUTHOR", "NONE"),
        Arguments.of(SUB + "Instructor#PrimaryInstructor", "TEACHER", "TEACHER"),
        Arguments.of(SUB + "Instructor#SecondaryInstructor", "TEACHER", "TEACHER"),
        Arguments.of(SUB + "Instructor#Lecturer", "TEACHER", "TEACHER"),
        Arguments.of(SUB + "Instructor#GuestInstructor", "TEACHER", "TEACHER"),
        Arguments.of(SUB + "Instructor#ExternalInstructor", "TEACHER", "TEACHER"),
        Arguments.of(SUB + "Instructor#Grader", "GRADER", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistant", "ASSISTANT", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistantSection", "ASSISTANT", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistantSectionAssociation", "ASSISTANT", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistantOffering", "ASSISTANT", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistantTemplate", "ASSISTANT", "GRADER"),
        Arguments.of(SUB + "Instructor#TeachingAssistantGroup", "ASSISTANT", "GRADER"),
        Arguments.of(SUB + "Learner#Learner", "STUDENT", "STUDENT"),
        Arguments.of(SUB + "Learner#Instructor", "STUDENT", "STUDENT"),
        Arguments.of(SUB + "Learner#NonCreditLearner", "STUDENT", "STUDENT"),
        Arguments.of(SUB + "Learner#GuestLearner", "STUDENT", "STUDENT"),
        Arguments.of(SUB + "Learner#ExternalLearner", "STUDENT", "STUDENT"),
        Arguments.of(TEST_USER, "STUDENT", "STUDENT"));
  }

  /** What the platform says comes to a position, which people see, and to a role, which decides. */
  @ParameterizedTest
  @MethodSource("table")
  @Tag("ROL-04")
  void givesEachRoleItsPlace(String uri, String position, String role) {
    Guest guest =
        Guest.of(
            north,
            north
                .launch(new HttpBrowser(), "5")
                .claim("sub", "somebody-" + UUID.randomUUID())
                .claim("name", "Some Body " + UUID.randomUUID())
                .lti("roles", List.of(uri)));
    assertThat(guest.visit("role")).isEqualTo(role);
    assertThat(membership("launched_as", guest)).isEqualTo(position);
    assertThat(membership("test_person", guest)).isEqualTo(uri.equals(TEST_USER));
    assertThat(guest.visit("site_roles")).isEqualTo(position.equals("AUTHOR") ? "AUTHOR" : "");
    assertThat(guest.get("course").status()).isEqualTo(role.equals("NONE") ? 403 : 200);
  }

  private Object membership(String column, Guest guest) {
    return rows.one(
            "select " + column + " from lti.membership where person = cast(? as uuid)",
            guest.visit("person"))
        .orElseThrow();
  }

  @Test
  @Tag("ROL-04")
  void tellsTeachersTheFinerRolesOfTheirPeople() {
    Platform fresh = Platform.register(Site.shared(), "south");
    Map<String, String> shown =
        Map.of(
            M + "Mentor", "mentor",
            M + "ContentDeveloper", "auteur de contenus",
            SUB + "Instructor#TeachingAssistant", "assistant",
            SUB + "Instructor#Grader", "correcteur");
    shown.forEach(
        (uri, word) -> {
          String sub = "seen-" + UUID.randomUUID();
          fresh
              .launch(new HttpBrowser(), "5")
              .claim("sub", sub)
              .claim("name", "Name of " + sub)
              .lti("roles", List.of(uri))
              .post()
              .assertEntered();
          String people =
              Guest.of(fresh, fresh.launch(new HttpBrowser(), "3")).get("course/people").body();
          assertThat(people)
              .containsPattern("Name of " + sub + "(?:(?!</tr>)[\\s\\S])*<td>" + word + "</td>");
        });
  }

  /** An author makes environments and links them, and comes to nobody's work. */
  @Test
  @Tag("ROL-04")
  void letsAContentDeveloperMakeContentAndSeeNoGrades() {
    Answer made =
        Picker.open(north)
            .create("Work " + UUID.randomUUID(), Map.of("points", "10", "material", "archive"));
    String work =
        "assignments/" + Picker.contents(made).get(0).get("custom").get("mydocker_id").asText();
    String sub = "author-" + UUID.randomUUID();
    Attempt picking =
        Picker.attempt(north, new HttpBrowser(), "5")
            .claim("sub", sub)
            .lti("roles", List.of(M + "ContentDeveloper"));
    assertThat(Picker.of(north, picking).page().status()).isEqualTo(200);
    Guest author =
        Guest.of(
            north,
            north
                .launch(new HttpBrowser(), "5")
                .claim("sub", sub)
                .lti("roles", List.of(M + "ContentDeveloper")));
    Guest student = Guest.of(north, north.launch(new HttpBrowser(), "6"));
    assertThat(student.handIn(work.replace("assignments/", ""), "work").status()).isEqualTo(303);
    String line = work + "/submissions/" + student.visit("person");
    for (String page : List.of(work + "/submissions", line, line + "/1.zip", "course/people")) {
      author.get(page).assertRefused(403, "access.role");
    }
    author.post(line, Map.of("points", "1")).assertRefused(403, "access.role");
    author.post(work + "/submissions/release", Map.of()).assertRefused(403, "access.role");
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
  @Tag("ROL-03")
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
    Answer ruled = new Administrator(Site.shared()).rule(adding, Map.of("plainRoleWins", "true"));
    assertThat(ruled.status()).as(ruled.body()).isEqualTo(303);
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
