package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.attack.Coursework.Visit;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Site;

/** The roster as platforms offer it or do not, and who sees it (lti.md 1.10). */
class RosterIT {

  private static final String CLAIM =
      "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice";
  private static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership";
  private static final String NEVER_LAUNCHED = "Sam Dent Two";

  private final Platform platform = Platform.register(Site.shared(), "north");
  private final Rows rows = new Rows(Site.shared());

  private int requests(String endpoint) {
    return platform.requests().get(endpoint);
  }

  private Attempt launching(String person) {
    return platform.launch(new HttpBrowser(), person);
  }

  @Test
  @Tag("C-V21")
  @Tag("NRPS-01")
  void listsWhomThePlatformNames() {
    int before = requests("memberships");
    Visit teacher = Visit.of(launching(Coursework.TEACHER)).entered();
    assertThat(teacher.get("course/people").body())
        .contains("Tea Cher", "Stu Dent One", NEVER_LAUNCHED);
    assertThat(requests("memberships")).isEqualTo(before + 1);
  }

  @Test
  @Tag("NRPS-01")
  void goesWithoutARosterThatIsNotOffered() {
    int before = requests("memberships");
    ObjectNode deepLinking =
        Platform.JSON
            .createObjectNode()
            .put("user", Coursework.TEACHER)
            .put("message", "DEEP_LINKING");
    Visit picking =
        Visit.of(platform.launch(new HttpBrowser(), deepLinking).claim(CLAIM, null)).entered();
    assertThat(picking.get("course/people").status()).isEqualTo(200);
    Visit teacher = Visit.of(launching(Coursework.TEACHER).claim(CLAIM, null)).entered();
    assertThat(teacher.get("course/people").body())
        .contains("Tea Cher")
        .doesNotContain(NEVER_LAUNCHED);
    assertThat(requests("memberships")).isEqualTo(before);
  }

  @Test
  @Tag("NRPS-01")
  void passesOverARosterOfAnotherVersion() {
    int before = requests("memberships");
    for (Object versions : List.of(List.of("1.0"), List.of(), "2.0", List.of(2.0))) {
      Attempt attempt = launching(Coursework.TEACHER);
      ObjectNode claim = (ObjectNode) attempt.claims().get(CLAIM);
      claim.set("service_versions", Platform.JSON.valueToTree(versions));
      assertThat(Visit.of(attempt).entered().get("course/people").body())
          .as("versions %s", versions)
          .doesNotContain(NEVER_LAUNCHED);
    }
    assertThat(requests("memberships")).isEqualTo(before);
  }

  @Test
  @Tag("NRPS-01")
  void asksForNoRosterWithoutItsScope() {
    Attempt attempt = launching(Coursework.TEACHER);
    platform.grant(List.of("https://purl.imsglobal.org/spec/lti-ags/scope/score"));
    int before = requests("memberships");
    int tokens = requests("token");
    assertThat(Visit.of(attempt).entered().get("course/people").body())
        .contains("Tea Cher")
        .doesNotContain(NEVER_LAUNCHED);
    assertThat(requests("token")).isGreaterThan(tokens);
    assertThat(requests("memberships")).isEqualTo(before);
  }

  @Test
  @Tag("NRPS-08")
  void isSeenByTheStaffOfThatCourseAlone() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    assertThat(teacher.get("course/people").body()).contains(NEVER_LAUNCHED);
    assertThat(work.submissions(teacher).body()).contains(NEVER_LAUNCHED);
    Visit assistant =
        Visit.of(work.launching("7").lti("roles", List.of(MEMBERSHIP + "/Instructor#Grader")))
            .entered();
    assertThat(work.submissions(assistant).body()).contains(NEVER_LAUNCHED);

    for (String role : List.of("#Learner", "#Mentor", "#Member")) {
      Visit other =
          Visit.of(launching(Coursework.STUDENT).lti("roles", List.of(MEMBERSHIP + role)))
              .entered();
      assertHidden(other, work, role);
    }

    Attempt elsewhere =
        launching("8")
            .lti("roles", List.of(MEMBERSHIP + "#Instructor"))
            .lti("context", Map.of("id", "another-course", "title", "Another"))
            .claim(CLAIM, null);
    Visit stranger = Visit.of(elsewhere).entered();
    assertThat(rows.visit(stranger.launched(), "role")).isEqualTo("TEACHER");
    assertThat(stranger.get("course/people").status()).isEqualTo(200);
    assertHidden(stranger, work, "a teacher elsewhere");
  }

  private static void assertHidden(Visit other, Coursework work, String who) {
    for (String path :
        List.of(
            "course",
            "course/people",
            "assignments/" + work.id(),
            "assignments/" + work.id() + "/submissions",
            "assignments/" + work.id() + "/submissions/" + work.person(Coursework.OTHER_STUDENT))) {
      assertThat(other.get(path).body()).as("%s for %s", path, who).doesNotContain(NEVER_LAUNCHED);
    }
  }
}
