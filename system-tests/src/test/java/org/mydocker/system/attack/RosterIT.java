package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.attack.Coursework.Visit;
import org.mydocker.system.launch.Administrator;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** The roster as platforms offer it or do not, and who sees it (lti.md 1.10). */
@InTurn
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
  @Tag("SVC-05")
  void asksAnotherHostOnlyOnceAnAdministratorNamedIt() {
    Administrator administrator = new Administrator(Site.shared());
    assertThat(elsewhere().get("course/people").body()).doesNotContain(NEVER_LAUNCHED);
    assertThat(administrator.card(platform.clientId()))
        .containsPattern("(?s)notice warn.*not called.*<code>localhost ");

    Answer wrong = hosts(administrator, "https://localhost/");
    wrong.assertRefused(400, "lti.registration-host-invalid");
    assertThat(hosts(administrator, "localhost").status()).isEqualTo(303);
    assertThat(administrator.card(platform.clientId()))
        .contains(">localhost</textarea>")
        .doesNotContain("not called");
    assertThat(
            rows.all(
                "select reason from site.audit_entry where subject_id = (select cast(id as text)"
                    + " from lti.registration where client_id = ?)",
                platform.clientId()))
        .contains("service hosts [localhost]");
    assertThat(elsewhere().get("course/people").body()).contains(NEVER_LAUNCHED);
  }

  /** A teacher whose platform has its roster at another name of this machine. */
  private Visit elsewhere() {
    Attempt attempt = launching(Coursework.TEACHER);
    ObjectNode claim = (ObjectNode) attempt.claims().get(CLAIM);
    String address = claim.get("context_memberships_url").asText();
    claim.put("context_memberships_url", address.replaceFirst("//[^:/]+", "//localhost"));
    return Visit.of(attempt).entered();
  }

  private Answer hosts(Administrator administrator, String hosts) {
    return administrator.act(platform.clientId(), "service-hosts", Map.of("hosts", hosts));
  }

  private static final String MEDIA_TYPE =
      "application/vnd.ims.lti-nrps.v2.membershipcontainer+json";

  /** The requests for rosters that the deed brings about. */
  private List<JsonNode> asking(Runnable deed) {
    int before = requests("memberships");
    deed.run();
    int count = requests("memberships") - before;
    List<JsonNode> asked = new ArrayList<>();
    platform.asked("memberships").forEach(asked::add);
    return asked.subList(asked.size() - count, asked.size());
  }

  private static List<String> queries(List<JsonNode> asked) {
    assertThat(asked)
        .allSatisfy(one -> assertThat(one.get("accept").asText()).isEqualTo(MEDIA_TYPE));
    return asked.stream().map(one -> one.get("query").asText()).toList();
  }

  @Test
  @Tag("NRPS-02")
  void isReadPageByPageAndItsRolesAreLookedAtHere() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    rows.change("update lti.course set roster_tried = null");
    AtomicReference<Answer> people = new AtomicReference<>();
    List<String> queries =
        queries(
            asking(
                () -> platform.whilePagesHold(2, () -> people.set(teacher.get("course/people")))));
    assertThat(queries).hasSizeGreaterThan(2);
    assertThat(queries.get(0)).doesNotContain("from=");
    assertThat(queries.subList(1, queries.size()))
        .allSatisfy(query -> assertThat(query).contains("from="));
    assertThat(queries).allSatisfy(query -> assertThat(query).doesNotContain("role="));
    assertThat(people.get().body())
        .contains("Tea Cher", "Gra Der", "Stu Dent One", NEVER_LAUNCHED, "Sue Dent Three");
    assertThat(work.submissions(teacher).body())
        .contains("Stu Dent One", NEVER_LAUNCHED, "Sue Dent Three")
        .doesNotContain("Tea Cher");
  }

  @Test
  @Tag("NRPS-02")
  void isReadForOneActivityWhereThatIsWanted() {
    Coursework work = Coursework.coupled(platform);
    Visit late = work.open("7");
    Visit teacher = work.open(Coursework.TEACHER);
    work.submissions(teacher);
    platform.restrict(work.activity(), List.of(Coursework.TEACHER, "5", "6"));
    AtomicReference<Answer> narrow = new AtomicReference<>();
    List<String> queries =
        queries(asking(() -> platform.whilePagesHold(2, () -> narrow.set(only(work, teacher)))));
    assertThat(queries).hasSizeGreaterThan(1);
    assertThat(queries)
        .allSatisfy(
            query ->
                assertThat(query.split("&"))
                    .contains("rlid=" + work.activity())
                    .noneMatch(part -> part.startsWith("role=")));
    assertThat(narrow.get().body())
        .contains("Stu Dent One", NEVER_LAUNCHED)
        .doesNotContain("Sue Dent Three", "Tea Cher", "Gra Der");
    assertThat(work.submissions(teacher).body()).contains("Sue Dent Three");
    assertThat(asking(() -> only(work, teacher))).as("again within five minutes").isEmpty();
    assertThat(
            rows.one(
                "select enrolled from lti.membership where person = cast(? as uuid)",
                work.person("7")))
        .as("an activity's roster says nothing of the course")
        .contains(true);
    assertThat(late.get("assignments/" + work.id()).status()).isEqualTo(200);
  }

  private static Answer only(Coursework work, Visit teacher) {
    Answer page = teacher.get("assignments/" + work.id() + "/submissions?only=activity");
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    return page;
  }

  @Test
  @Tag("NRPS-02")
  void showsEveryoneWhereThePlatformDoesNotTellOfOneActivity() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    work.submissions(teacher);
    platform.fault("memberships", Platform.JSON.createObjectNode().put("status", 404));
    try {
      assertThat(only(work, teacher).body())
          .contains("does not say who can open this activity", NEVER_LAUNCHED, "Sue Dent Three");
    } finally {
      platform.mend("memberships");
    }
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
