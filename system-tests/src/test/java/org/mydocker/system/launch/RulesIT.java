package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** What an administrator settles for a deployment, and what launches make of it (lti.md 1.5). */
@InTurn
class RulesIT {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String PERSON = "http://purl.imsglobal.org/vocab/lis/v2/";
  private static final String TEST_USER =
      "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
  private static final List<String> PLATFORM_ADMINISTRATORS =
      List.of(PERSON + "institution/person#Administrator", PERSON + "system/person#Administrator");

  private final Platform platform = Platform.register(Site.shared(), "north");
  private final Administrator administrator = new Administrator(Site.shared());
  private final Rows rows = new Rows(Site.shared());

  private Attempt launching(String... roles) {
    return platform
        .launch(new HttpBrowser(), "5")
        .claim("sub", "somebody-" + UUID.randomUUID())
        .lti("roles", List.of(roles));
  }

  private Guest guest(String... roles) {
    return Guest.of(platform, launching(roles));
  }

  private String role(String... roles) {
    return guest(roles).visit("role");
  }

  private void rule(Map<String, String> rules) {
    Answer answer = administrator.rule(platform, rules);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  private String position(Guest guest) {
    return (String)
        rows.one(
                "select launched_as from lti.membership where person = cast(? as uuid)"
                    + " and course = cast(? as uuid)",
                guest.visit("person"),
                guest.visit("course"))
            .orElseThrow();
  }

  @Test
  @Tag("ROL-04")
  void lowersWhatTheAdministratorSaysAndNothingElse() {
    String guest = SUB + "Instructor#GuestInstructor";
    String external = SUB + "Instructor#ExternalInstructor";
    assertThat(role(guest)).isEqualTo("TEACHER");
    assertThat(role(external)).isEqualTo("TEACHER");
    rule(
        Map.of(
            "GUEST_INSTRUCTOR", "GRADER",
            "EXTERNAL_INSTRUCTOR", "NONE",
            "TEACHING_ASSISTANT", "STUDENT",
            "GUEST_LEARNER", "NONE",
            "CONTENT_DEVELOPER", "NONE",
            "TEST_USER", "NONE"));
    Guest lowered = guest(guest);
    assertThat(lowered.visit("role")).isEqualTo("GRADER");
    assertThat(position(lowered)).isEqualTo("GRADER");
    lowered.get("assignments/new").assertRefused(403, "access.role");
    assertThat(role(M + "Instructor", guest)).isEqualTo("GRADER");
    assertThat(role(external)).isEqualTo("NONE");
    assertThat(role(SUB + "Instructor#TeachingAssistantGroup")).isEqualTo("STUDENT");
    assertThat(role(SUB + "Learner#GuestLearner")).isEqualTo("NONE");
    assertThat(guest(M + "ContentDeveloper").visit("site_roles")).isEmpty();
    assertThat(role(TEST_USER, M + "Learner")).isEqualTo("NONE");
    assertThat(role(M + "Instructor")).isEqualTo("TEACHER");
    assertThat(role(SUB + "Instructor#Lecturer")).isEqualTo("TEACHER");
    assertThat(role(M + "Learner")).isEqualTo("STUDENT");
    String page =
        administrator.get("admin/deployments/" + administrator.deployment(platform)).body();
    assertThat(page).containsPattern("<option value=\"GRADER\" selected=\"selected\">");
    Platform other = Platform.shared("north");
    Guest elsewhere =
        Guest.of(other, other.launch(new HttpBrowser(), "3").lti("roles", List.of(guest)));
    assertThat(elsewhere.visit("role")).as("another deployment").isEqualTo("TEACHER");
    rule(Map.of());
    assertThat(role(guest)).isEqualTo("TEACHER");
  }

  @Test
  @Tag("ROL-04")
  void raisesNobody() {
    List<Map<String, String>> raising =
        List.of(
            Map.of("LEARNER", "TEACHER"),
            Map.of("LEARNER", "GRADER"),
            Map.of("GRADER", "TEACHER"),
            Map.of("GRADER", "ASSISTANT"),
            Map.of("TEACHING_ASSISTANT", "TEACHER"),
            Map.of("MENTOR", "STUDENT"),
            Map.of("CONTENT_DEVELOPER", "TEACHER"),
            Map.of("TEST_USER", "GRADER"),
            Map.of("WITHOUT_RIGHTS", "STUDENT"),
            Map.of("LEARNER", "ROOT"),
            Map.of("GUEST_INSTRUCTOR", "GRADER", "LEARNER", "TEACHER"));
    for (Map<String, String> rules : raising) {
      administrator.rule(platform, rules).assertRefused(400, "lti.rules-invalid");
    }
    assertThat(
            rows.one(
                "select lowered_roles from lti.deployment where id = cast(? as uuid)",
                administrator.deployment(platform)))
        .contains("");
    rows.change(
        "update lti.deployment set lowered_roles = 'LEARNER=TEACHER MENTOR=GRADER'"
            + " where id = cast(? as uuid)",
        administrator.deployment(platform));
    assertThat(role(M + "Learner")).as("whatever the row says").isEqualTo("STUDENT");
    assertThat(role(M + "Mentor")).isEqualTo("NONE");
  }

  @Test
  @Tag("ROL-04")
  void areTheAdministratorsAlone() {
    String page = "admin/deployments/" + administrator.deployment(platform);
    for (String role : List.of("Instructor", "Administrator", "Learner")) {
      Guest guest = guest(M + role);
      guest.get("admin/deployments").assertRefused(403, "access.role");
      guest.get(page).assertRefused(403, "access.role");
      guest.post(page, Map.of("LEARNER", "NONE")).assertRefused(403, "access.role");
    }
    assertThat(role(M + "Learner")).isEqualTo("STUDENT");
  }

  @Test
  @Tag("ROL-03")
  void letsInstitutionAndSystemRolesAloneDoNothing() {
    for (String name :
        List.of(
            "institution/person#Instructor",
            "institution/person#Faculty",
            "institution/person#Administrator",
            "system/person#Administrator")) {
      Guest guest = guest(PERSON + name);
      assertNothingInTheCourse(guest);
      assertThat(guest.landing()).isEqualTo("course");
      guest.landed().assertRefused(403, "access.role");
      guest.get("platform").assertRefused(403, "access.role");
    }
  }

  private void assertNothingInTheCourse(Guest guest) {
    assertThat(guest.visit("role")).isEqualTo("NONE");
    String assignment = Picker.contents(made()).get(0).get("custom").get("mydocker_id").asText();
    String work = "assignments/" + assignment;
    for (String page :
        List.of("course", "course/people", "assignments/new", work, work + "/submissions")) {
      assertThat(guest.get(page).status()).as(page).isIn(403, 404);
    }
    assertThat(guest.handIn(assignment, "a file").status()).isIn(403, 404);
  }

  private Answer made() {
    return Picker.open(platform).create("Work " + UUID.randomUUID(), Map.of("points", "10"));
  }

  @Test
  @Tag("ROL-03")
  void showsAPlatformsAdministratorsHowItIsConnectedWhereThatIsSet() {
    Answer refusal = launching(M + "Learner").lti("version", "1.1").post();
    assertThat(refusal.code()).isEqualTo("lti.version");
    rule(Map.of("platformSupport", "true"));
    for (String role : PLATFORM_ADMINISTRATORS) {
      Guest support = guest(role);
      assertThat(support.landing()).isEqualTo("platform");
      Answer page = support.landed();
      assertThat(page.status()).as(page.body()).isEqualTo(200);
      assertThat(page.body())
          .contains(platform.clientId(), platform.issuer(), "lti.version", "LTI test course")
          .doesNotContain("Dent", "Tea Cher");
      assertNothingInTheCourse(support);
    }
    Attempt toTheWork =
        launching(PLATFORM_ADMINISTRATORS.get(0))
            .lti("custom", Picker.contents(made()).get(0).get("custom"));
    assertThat(Guest.of(platform, toTheWork).landing()).isEqualTo("platform");
    Picker.attempt(platform, new HttpBrowser(), "2")
        .lti("roles", PLATFORM_ADMINISTRATORS)
        .post()
        .assertRefused(403, "lti.deep-linking-role");
    for (String other : List.of("institution/person#Faculty", "institution/person#Instructor")) {
      Guest guest = guest(PERSON + other);
      assertThat(guest.landing()).isEqualTo("course");
      guest.get("platform").assertRefused(403, "access.role");
    }
    guest(M + "Instructor").get("platform").assertRefused(403, "access.role");
  }

  @Test
  @Tag("ROL-03")
  void keepsACourseRoleBesideThatOfThePlatform() {
    rule(Map.of("platformSupport", "true"));
    Guest both = guest(M + "Instructor", PLATFORM_ADMINISTRATORS.get(0));
    assertThat(both.visit("role")).isEqualTo("TEACHER");
    assertThat(both.landing()).isEqualTo("course");
    assertThat(both.landed().body()).contains("/platform\"");
    assertThat(both.get("platform").status()).isEqualTo(200);
    Platform other = Platform.shared("north");
    Guest elsewhere =
        Guest.of(other, other.launch(new HttpBrowser(), "2").lti("roles", PLATFORM_ADMINISTRATORS));
    elsewhere.get("platform").assertRefused(403, "access.role");
  }

  @Test
  @Tag("ROL-10")
  void takesGradersFromTheAdministratorsCustomParameter() {
    String tutor = "tutor-" + UUID.randomUUID();
    platform.person(
        Platform.JSON
            .createObjectNode()
            .put("sub", tutor)
            .put("username", tutor)
            .put("standing", "TEACHER"));
    platform.customize(Map.of("who_teaches", "$User.username"));
    assertThat(entered(tutor).visit("role")).as("nobody said a word").isEqualTo("TEACHER");
    rule(
        Map.of(
            "graderParameter", "who_teaches", "graderValues", "another\n" + tutor + "\nstudent1"));
    Guest grader = entered(tutor);
    assertThat(grader.visit("role")).isEqualTo("GRADER");
    assertThat(position(grader)).isEqualTo("GRADER");
    grader.get("assignments/new").assertRefused(403, "access.role");
    Picker.attempt(platform, new HttpBrowser(), tutor)
        .post()
        .assertRefused(403, "lti.deep-linking-role");
    assertThat(entered("3").visit("role")).as("another teacher").isEqualTo("TEACHER");
    assertThat(entered("5").visit("role")).as("a student named so").isEqualTo("STUDENT");
    ObjectNode own = Platform.JSON.createObjectNode().put("title", "Undoing");
    own.putObject("custom").put("who_teaches", "nobody");
    ObjectNode wish =
        Platform.JSON.createObjectNode().put("user", tutor).put("activity", platform.activity(own));
    Guest undoing = Guest.of(platform, platform.launch(new HttpBrowser(), wish));
    assertThat(undoing.visit("role")).as("an activity's own parameter").isEqualTo("GRADER");
    rule(Map.of());
    assertThat(entered(tutor).visit("role")).isEqualTo("TEACHER");
  }

  @Test
  @Tag("ROL-10")
  void keepsOnlyRulesThatAreWhole() {
    List<Map<String, String>> wrong =
        List.of(
            Map.of("graderParameter", "x"),
            Map.of("graderValues", "y"),
            Map.of("graderParameter", "x".repeat(101), "graderValues", "y"),
            Map.of("graderParameter", "x", "graderValues", "y,z"),
            Map.of("graderParameter", "x", "graderValues", "y".repeat(1001)));
    for (Map<String, String> rules : wrong) {
      Map<String, String> form = new LinkedHashMap<>(rules);
      administrator.rule(platform, form).assertRefused(400, "lti.rules-invalid");
    }
  }

  private Guest entered(String user) {
    return Guest.of(platform, platform.launch(new HttpBrowser(), user));
  }
}
