package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** The payloads of the certification suite (lti.md 3.1): the bad ones, then the valid ones. */
@InTurn
class CertificationIT {

  private static final String CONTEXT_ROLE = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String UNKNOWN_ROLE =
      "http://purl.imsglobal.org/vocab/lis/v2/unknown/unknown#Helper";

  private final Platform north = Platform.shared("north");
  private final Traces traces = new Traces(north);
  private final Rows rows = new Rows(Site.shared());

  private Attempt attempt() {
    return north.launch(new HttpBrowser(), "5");
  }

  @Test
  @Tag("C-B01")
  @Tag("TOK-07")
  void refusesATokenWithoutAKeyId() {
    Attempt attempt = attempt().header("kid", null);
    traces.none(401, "lti.kid-missing", attempt::post);
  }

  @Test
  @Tag("C-B02")
  @Tag("TOK-07")
  @Tag("TOK-19")
  void refusesAnUnknownKeyIdAfterOneLookAtThePlatformsKeys() {
    Platform fresh = Platform.register(Site.shared(), "north");
    fresh.launch(new HttpBrowser(), "5").post().assertEntered();
    Attempt attempt =
        fresh.launch(new HttpBrowser(), "5").header("kid", "imstester_66067").key("other");
    new Traces(fresh).none(401, "lti.kid-unknown", 1, attempt::post);
  }

  @Test
  @Tag("C-B03")
  @Tag("MSG-01")
  void refusesVersion113() {
    Attempt attempt = attempt().lti("version", "11.3");
    traces.none(400, "lti.version", attempt::post);
  }

  @Test
  @Tag("C-B04")
  @Tag("MSG-01")
  void refusesAMissingVersion() {
    Attempt attempt = attempt().lti("version", null);
    traces.none(400, "lti.version", attempt::post);
  }

  @Test
  @Tag("C-B05")
  void refusesWhatIsNoLtiMessage() {
    Attempt attempt = attempt().headerText("{}").payloadText("{\"name\":\"badltilaunch\"}");
    traces.none(401, "lti.algorithm", attempt::post);
    Attempt signed = attempt().payloadText("{\"name\":\"badltilaunch\"}");
    traces.none(401, "lti.issuer", signed::post);
  }

  @Test
  @Tag("C-B06")
  void refusesAMessageWithoutSeveralRequiredClaims() {
    Attempt attempt =
        attempt()
            .lti("message_type", null)
            .lti("version", null)
            .lti("roles", null)
            .lti("resource_link", null)
            .lti("deployment_id", null);
    traces.none(400, "lti.version", attempt::post);
  }

  @Test
  @Tag("C-B07")
  @Tag("TOK-14")
  void refusesATokenOfDecadesAgo() {
    Attempt attempt = attempt().claim("iat", 11111).claim("exp", 22222);
    traces.none(401, "lti.expired", attempt::post);
  }

  @Test
  @Tag("C-B08")
  void refusesAMissingMessageType() {
    Attempt attempt = attempt().lti("message_type", null);
    traces.none(400, "lti.message-type", attempt::post);
  }

  @Test
  @Tag("C-B09")
  @Tag("MSG-06")
  void refusesMissingRoles() {
    Attempt attempt = attempt().lti("roles", null);
    traces.none(400, "lti.roles-missing", attempt::post);
  }

  @Test
  @Tag("C-B10")
  @Tag("MSG-03")
  void refusesAMissingDeployment() {
    Attempt attempt = attempt().lti("deployment_id", null);
    traces.none(400, "lti.deployment-missing", attempt::post);
  }

  @Test
  @Tag("C-B11")
  @Tag("MSG-05")
  void refusesAMissingResourceLink() {
    Attempt without = attempt().lti("resource_link", null);
    traces.none(400, "lti.resource-link-missing", without::post);
    Attempt withoutId = attempt().lti("resource_link", Map.of("title", "First work"));
    traces.none(400, "lti.resource-link-missing", withoutId::post);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "")
  @Tag("C-B12")
  @Tag("MSG-07")
  void refusesAMissingOrEmptySubjectAlthoughNamesAreThere(String sub) {
    Attempt attempt = attempt().claim("sub", sub);
    assertThat(attempt.claims().get("name").asText()).isNotEmpty();
    traces.none(400, "lti.subject", attempt::post);
  }

  private void enters(Attempt attempt, String role) {
    Answer answer = attempt.post().assertEntered();
    assertThat(rows.visit(answer, "role")).isEqualTo(role);
    Answer landed = attempt.browser().get(attempt.address().resolve(answer.location()));
    assertThat(landed.status()).isLessThan(500);
  }

  private Attempt as(String... roles) {
    return north.launch(new HttpBrowser(), "3").lti("roles", List.of(roles));
  }

  private static Attempt withoutPersonalData(Attempt attempt) {
    return attempt
        .claim("name", null)
        .claim("given_name", null)
        .claim("family_name", null)
        .claim("email", null)
        .lti("lis", null);
  }

  private static Attempt withNamesOnly(Attempt attempt) {
    return attempt.claim("email", null).claim("given_name", "Tea").claim("family_name", "Cher");
  }

  private static Attempt withEmailOnly(Attempt attempt) {
    return withoutPersonalData(attempt).claim("email", "somebody@example.invalid");
  }

  @Test
  @Tag("C-V01")
  void takesAnInstructorsPlainLaunch() {
    enters(as(CONTEXT_ROLE + "Instructor"), "TEACHER");
  }

  @Test
  @Tag("C-V02")
  void takesAnInstructorWithSeveralRoles() {
    enters(
        as(
            CONTEXT_ROLE + "Instructor",
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Instructor",
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Faculty"),
        "TEACHER");
  }

  @Test
  @Tag("C-V03")
  @Tag("ROL-02")
  void takesAnInstructorsShortRole() {
    enters(as("Instructor"), "TEACHER");
  }

  @Test
  @Tag("C-V04")
  @Tag("ROL-07")
  void takesAnInstructorsUnknownRoleForNone() {
    enters(as(UNKNOWN_ROLE), "NONE");
  }

  @Test
  @Tag("C-V05")
  @Tag("MSG-06")
  void takesAnInstructorsEmptyRoleForNone() {
    enters(as(""), "NONE");
  }

  @Test
  @Tag("C-V06")
  @Tag("MSG-09")
  void takesAnInstructorWithNoMoreThanAnEmail() {
    enters(withEmailOnly(as(CONTEXT_ROLE + "Instructor")), "TEACHER");
  }

  @Test
  @Tag("C-V07")
  @Tag("MSG-09")
  void takesAnInstructorWithNoMoreThanNames() {
    enters(withNamesOnly(as(CONTEXT_ROLE + "Instructor")), "TEACHER");
  }

  @Test
  @Tag("C-V08")
  @Tag("MSG-09")
  void takesAnInstructorWithoutPersonalData() {
    enters(withoutPersonalData(as(CONTEXT_ROLE + "Instructor")), "TEACHER");
  }

  @Test
  @Tag("C-V09")
  void tellsAnInstructorWithoutACourseThatOneIsNeeded() {
    withEmailOnly(as(CONTEXT_ROLE + "Instructor"))
        .lti("context", null)
        .post()
        .assertRefused(400, "lti.course-needed");
  }

  @Test
  @Tag("C-V10")
  void takesAStudentsPlainLaunch() {
    enters(as(CONTEXT_ROLE + "Learner"), "STUDENT");
  }

  @Test
  @Tag("C-V11")
  void takesAStudentWithSeveralRoles() {
    enters(
        as(
            CONTEXT_ROLE + "Learner",
            "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Student",
            CONTEXT_ROLE + "Mentor"),
        "STUDENT");
  }

  @Test
  @Tag("C-V12")
  @Tag("ROL-02")
  void takesAStudentsShortRole() {
    enters(as("Learner"), "STUDENT");
  }

  @Test
  @Tag("C-V13")
  @Tag("ROL-07")
  void takesAStudentsUnknownRoleForNone() {
    enters(as(UNKNOWN_ROLE, "urn:made:up"), "NONE");
  }

  @Test
  @Tag("C-V14")
  @Tag("MSG-06")
  void takesAStudentsEmptyRoleForNone() {
    enters(as(""), "NONE");
    enters(as(), "NONE");
  }

  @Test
  @Tag("C-V15")
  @Tag("MSG-09")
  void takesAStudentWithNoMoreThanAnEmail() {
    enters(withEmailOnly(as(CONTEXT_ROLE + "Learner")), "STUDENT");
  }

  @Test
  @Tag("C-V16")
  @Tag("MSG-09")
  void takesAStudentWithNoMoreThanNames() {
    enters(withNamesOnly(as(CONTEXT_ROLE + "Learner")), "STUDENT");
  }

  @Test
  @Tag("C-V17")
  @Tag("MSG-09")
  void takesAStudentWithoutPersonalData() {
    enters(withoutPersonalData(as(CONTEXT_ROLE + "Learner")), "STUDENT");
  }

  @Test
  @Tag("C-V18")
  void tellsAStudentWithoutACourseThatOneIsNeeded() {
    withEmailOnly(as(CONTEXT_ROLE + "Learner"))
        .lti("context", null)
        .post()
        .assertRefused(400, "lti.course-needed");
  }

  @Test
  @Tag("C-V19")
  void tellsAStudentWithNoMoreThanAResourceLinkThatACourseIsNeeded() {
    withoutPersonalData(as(CONTEXT_ROLE + "Learner"))
        .lti("context", null)
        .lti("launch_presentation", null)
        .lti("tool_platform", null)
        .lti("custom", null)
        .lti("ext", null)
        .post()
        .assertRefused(400, "lti.course-needed");
  }
}
