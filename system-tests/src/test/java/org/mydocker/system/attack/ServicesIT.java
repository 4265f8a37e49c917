package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.attack.Coursework.Visit;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;
import org.mydocker.system.site.Waiting;

/** A platform whose services misbehave (lti.md 3.5). */
@InTurn
class ServicesIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> ENDPOINTS =
      List.of("token", "lineitems", "scores", "results", "memberships");

  private final Platform platform = Platform.register(Site.shared(), "north");
  private final Rows rows = new Rows(Site.shared());

  @AfterEach
  void mend() {
    ENDPOINTS.forEach(platform::mend);
  }

  private static ObjectNode answer(int status) {
    return Platform.JSON.createObjectNode().put("status", status);
  }

  private static ObjectNode answer(int status, String body) {
    ObjectNode fault = answer(status).put("body", body);
    fault.putObject("headers").put("Content-Type", "application/json");
    return fault;
  }

  private static ObjectNode linking(String next) {
    ObjectNode fault = answer(200, "{\"id\":\"x\",\"members\":[]}");
    ((ObjectNode) fault.get("headers")).put("Link", "<" + next + ">; rel=\"next\"");
    return fault;
  }

  private int requests(String endpoint) {
    return platform.requests().get(endpoint);
  }

  @Test
  @Tag("S-01")
  void failsCleanlyWhateverTheTokenEndpointSays() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    Map<ObjectNode, String> answers = new LinkedHashMap<>();
    answers.put(answer(200, "<html><body>Sign in</body></html>"), "QUEUED platform-away");
    answers.put(answer(200, ""), "QUEUED platform-away");
    answers.put(answer(200, "[]"), "QUEUED platform-away");
    answers.put(answer(200, "{\"access_token\":{\"a\":1}}"), "QUEUED platform-away");
    answers.put(answer(200, "{\"access_token\":null}"), "QUEUED platform-away");
    answers.put(answer(200, "{\"access_token\":\"a\\r\\nb\"}"), "QUEUED platform-away");
    answers.put(answer(200, "{\"access_token\":\"unknown\"}"), "REFUSED not-permitted");
    answers.put(answer(500, "<html>"), "REFUSED not-granted");
    answers.put(answer(200, "{").put("size", 50_000_000), "QUEUED platform-away");
    answers.put(answer(400, "{\"error\":\"invalid_client\"}"), "REFUSED not-granted");
    answers.put(answer(409, "<html>"), "REFUSED not-granted");
    answers.forEach(
        (fault, state) -> {
          platform.fault("token", fault);
          int tokens = requests("token");
          work.grade(teacher, Coursework.STUDENT, "4", "");
          work.awaitSending(Coursework.STUDENT, state);
          assertThat(requests("token") - tokens).as("%s", fault).isBetween(1, 2);
        });
    platform.mend("token");
    for (String life : List.of("0", "-1", "\"soon\"", "1e300", "[3600]", "9223372036854775807")) {
      expiring(life);
      platform.revokeTokens();
      int tokens = requests("token");
      work.grade(teacher, Coursework.STUDENT, "8", "");
      work.awaitSending(Coursework.STUDENT, "SENT");
      assertThat(requests("token") - tokens).as("a life of %s", life).isBetween(1, 2);
    }
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.4);
  }

  private void expiring(String life) {
    ObjectNode fault = answer(0);
    fault.putObject("members").putRawValue("expires_in", new RawValue(life));
    platform.fault("token", fault);
  }

  @Test
  @Tag("S-02")
  void followsNoRedirectOfAService() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    try (Stranger stranger = new Stranger()) {
      stranger.answer("/x", 200, "application/json", "{\"access_token\":\"t\",\"members\":[]}");
      for (int status : List.of(301, 302, 303, 307, 308)) {
        for (String host : List.of("localhost", "127.0.0.1")) {
          ObjectNode redirect = answer(status);
          redirect.putObject("headers").put("Location", stranger.address(host, "/x").toString());
          platform.fault("scores", redirect);
          work.grade(teacher, Coursework.STUDENT, "4", "");
          work.awaitSending(Coursework.STUDENT, "REFUSED rejected");
        }
      }
      ObjectNode redirect = answer(302);
      redirect.putObject("headers").put("Location", stranger.address("/x").toString());
      platform.fault("memberships", redirect);
      forgetRoster();
      assertThat(teacher.get("course/people").body()).contains("Sam Dent Two");
      platform.fault("lineitems", redirect);
      Coursework uncoupled = Coursework.uncoupled(platform);
      uncoupled.open(Coursework.TEACHER);
      assertThat(uncoupled.column()).isEmpty();
      platform.fault("token", redirect);
      platform.revokeTokens();
      platform.mend("scores");
      work.grade(teacher, Coursework.STUDENT, "4", "");
      work.awaitSending(Coursework.STUDENT, "REFUSED not-granted");
      assertThat(stranger.requests()).isZero();
    }
  }

  /** As if the five minutes were over after which a roster is asked for again. */
  private void forgetRoster() {
    int changed =
        rows.change(
            "update lti.course set roster_tried = null where registration ="
                + " (select id from lti.registration where client_id = ?)",
            platform.clientId());
    assertThat(changed).isEqualTo(1);
  }

  @Test
  @Tag("S-03")
  void stopsWherePagesDoNotEndOrLeadElsewhere() {
    Visit teacher = Visit.of(platform.launch(new HttpBrowser(), Coursework.TEACHER)).entered();
    String list =
        platform.issuer() + "/mod/lti/services.php/CourseSection/2/bindings/1/memberships";
    try (Stranger stranger = new Stranger()) {
      stranger.answer("/x", 200, "application/json", "{\"members\":[]}");
      stops(teacher, linking(stranger.address("localhost", "/x").toString()), 1, "another host");
      stops(teacher, linking("//localhost:" + stranger.address("").getPort() + "/x"), 1, "");
      assertThat(stranger.requests()).isZero();
      stops(teacher, linking(list + "?from=1"), 2, "the pages of a list do not end");
      stops(teacher, linking(list + "?from={n}"), 1000, "the pages of a list do not end");
      stops(teacher, linking("http://[not an address"), 1, "no readable address");
    }
  }

  private void stops(Visit teacher, ObjectNode fault, int most, String why) {
    platform.fault("memberships", fault);
    forgetRoster();
    int before = requests("memberships");
    int logged = platform.site().log().length();
    assertThat(teacher.get("course/people").body()).contains("Tea Cher", "Sam Dent Two");
    assertThat(requests("memberships") - before).isBetween(1, most);
    Waiting.until(
        "it is logged that the roster stays as it was: " + why,
        PATIENCE,
        () ->
            platform
                .site()
                .log()
                .substring(logged)
                .lines()
                .anyMatch(line -> line.contains("stays as it was") && line.contains(why)));
    assertEnrolled("Sam Dent Two", true);
  }

  private void assertEnrolled(String name, boolean enrolled) {
    assertThat(
            rows.one(
                "select m.enrolled from lti.membership m join lti.person p on m.person = p.id"
                    + " join lti.registration r on p.registration = r.id"
                    + " where r.client_id = ? and p.name = ?",
                platform.clientId(),
                name))
        .as(name)
        .contains(enrolled);
  }

  @Test
  @Tag("S-04")
  @Tag("AGS-09")
  void doesWithEachAnswerOfTheScoreServiceWhatItsRuleSays() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    work.grade(teacher, Coursework.STUDENT, "1", "");
    work.awaitSending(Coursework.STUDENT, "SENT");

    after(work, teacher, answer(409).put("times", 1), "SENT", 2);
    after(work, teacher, answer(401).put("times", 1), "SENT", 2);
    ObjectNode busy = answer(429).put("times", 1);
    busy.putObject("headers").put("Retry-After", "1");
    after(work, teacher, busy, "SENT", 2);

    after(work, teacher, answer(400, "[]"), "REFUSED not-gradable", 1);
    assertThat(work.submissions(teacher).body()).contains("data-reason=\"not-gradable\"");
    after(work, teacher, answer(401), "REFUSED not-permitted", 2);
    after(work, teacher, answer(403), "REFUSED not-permitted", 1);
    after(work, teacher, answer(404), "REFUSED column-gone", 1);
    after(work, teacher, answer(410), "REFUSED column-gone", 1);
    after(work, teacher, answer(422), "REFUSED rejected", 1);
    after(work, teacher, answer(429), "QUEUED platform-away", 1);
    after(work, teacher, answer(500), "REFUSED rejected", 1);
    after(work, teacher, answer(503), "QUEUED platform-away", 1);
    after(work, teacher, answer(409), "11", "REFUSED newer-at-platform", 4);
    assertThat(work.submissions(teacher).body())
        .contains("data-reason=\"newer-at-platform\"", "The platform holds a newer grade.");

    // What was refused goes again on a word of the teacher.
    platform.mend("scores");
    work.resend(teacher, Coursework.STUDENT);
    work.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.55);
  }

  private void after(
      Coursework work, Visit teacher, ObjectNode fault, String state, int expectedPosts) {
    after(work, teacher, fault, "10", state, expectedPosts);
  }

  /** Grades while the service answers so; what came of it after how many posts. */
  private void after(
      Coursework work,
      Visit teacher,
      ObjectNode fault,
      String points,
      String state,
      int expectedPosts) {
    platform.fault("scores", fault);
    int before = requests("scores");
    work.grade(teacher, Coursework.STUDENT, points, "");
    work.awaitSending(Coursework.STUDENT, state);
    assertThat(requests("scores") - before).as("%s", fault).isEqualTo(expectedPosts);
  }

  @Test
  @Tag("S-05")
  void toleratesResultsThatAreNone() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    for (String results :
        List.of(
            "[{\"id\":\"x\",\"userId\":\"5\"}]",
            "[{\"userId\":\"5\",\"resultScore\":\"excellent\",\"resultMaximum\":40}]",
            "[{\"userId\":\"5\",\"resultScore\":\"NaN\",\"resultMaximum\":\"Infinity\"}]",
            "[{\"userId\":\"5\",\"resultScore\":NaN,\"resultMaximum\":40}]",
            "[{\"userId\":\"5\",\"resultScore\":1e999,\"resultMaximum\":0}]",
            "[{\"userId\":\"5\",\"resultScore\":{},\"resultMaximum\":[]},null,7]",
            "[{\"userId\":{}},{\"userId\":\"6\",\"resultScore\":10,\"resultMaximum\":40}]",
            "{\"results\":[]}",
            "<html>",
            "")) {
      platform.fault("results", answer(200, results));
      int reads = requests("results");
      after(work, teacher, answer(409).put("times", 1), "SENT", 2);
      assertThat(requests("results") - reads).as(results).isEqualTo(1);
    }
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.5);

    // The value is there already, be it in quotes: nothing is posted twice.
    platform.fault(
        "results",
        answer(200, "[{\"userId\":\"5\",\"resultScore\":\"20\",\"resultMaximum\":\"40\"}]"));
    after(work, teacher, answer(409), "SENT", 1);
  }

  @Test
  @Tag("S-06")
  void endsWithTheLastValueWhateverOrderAndClock() throws InterruptedException, ExecutionException {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    work.grade(teacher, Coursework.STUDENT, "1", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    long stamp = stamp(work);

    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Void>> all = new ArrayList<>();
      for (int i = 2; i < 20; i++) {
        String points = String.valueOf(i);
        all.add(
            () -> {
              work.grade(teacher, Coursework.STUDENT, points, "");
              return null;
            });
      }
      for (Future<Void> one : threads.invokeAll(all)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    work.awaitSending(Coursework.STUDENT, "SENT");
    double decided = (Double) work.outbox("o.points", Coursework.STUDENT).orElseThrow();
    assertThat(given(work)).isEqualTo(decided);
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(decided / 20);
    stamp = later(work, stamp);

    // The first is answered after the second was decided.
    platform.fault(
        "scores", Platform.JSON.createObjectNode().put("delayMillis", 4000).put("times", 1));
    int posts = requests("scores");
    work.grade(teacher, Coursework.STUDENT, "6", "");
    Waiting.until("it is on its way", PATIENCE, () -> requests("scores") == posts + 1);
    work.grade(teacher, Coursework.STUDENT, "14", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.7);
    stamp = later(work, stamp);

    // What was sent bears the time of an hour from now: the clock was set back by an hour.
    rows.change(
        "update lti.grade_outbox set last_stamp = last_stamp + interval '1 hour'"
            + " where id = cast(? as uuid)",
        String.valueOf(work.outbox("o.id", Coursework.STUDENT).orElseThrow()));
    work.grade(teacher, Coursework.STUDENT, "3", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    stamp = later(work, stamp + 3600);
    work.grade(teacher, Coursework.STUDENT, "17", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    later(work, stamp);
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.85);
  }

  /** The grade that the teacher sees. */
  private double given(Coursework work) {
    return (Double)
        rows.one(
                "select points from assignment.grade where assignment = cast(? as uuid)"
                    + " and person = cast(? as uuid)",
                work.id(),
                work.person(Coursework.STUDENT))
            .orElseThrow();
  }

  private long stamp(Coursework work) {
    return platform
        .grade(work.column().orElseThrow().get("id").asText(), Coursework.STUDENT)
        .orElseThrow()
        .get("at")
        .asLong();
  }

  private long later(Coursework work, long before) {
    long now = stamp(work);
    assertThat(now).isGreaterThan(before);
    assertThat(work.outbox("o.conflicts", Coursework.STUDENT)).contains(0);
    return now;
  }

  @Test
  @Tag("S-07")
  void removesNobodyWhenTheSecondPageFails() {
    Visit teacher = Visit.of(platform.launch(new HttpBrowser(), Coursework.TEACHER)).entered();
    assertThat(teacher.get("course/people").body()).contains("Stu Dent One", "Sam Dent Two");
    String next =
        platform.issuer() + "/mod/lti/services.php/CourseSection/2/bindings/1/memberships";
    for (ObjectNode second :
        List.of(
            answer(500),
            answer(404),
            answer(200, "<html>"),
            answer(200, "{\"members\":{}}"),
            answer(200, "{\"members\":[").put("size", 20_000_000))) {
      ObjectNode first = linking(next + "?from=1").put("times", 1);
      first.put(
          "body",
          "{\"id\":\"x\",\"members\":[{\"user_id\":\"3\",\"roles\":[\"Instructor\"]},"
              + "{\"user_id\":\"5\",\"roles\":[\"Learner\"],\"status\":\"Inactive\"}]}");
      platform.fault("memberships", first);
      platform.fault("memberships", second.put("skip", 1).put("add", true));
      forgetRoster();
      int before = requests("memberships");
      assertThat(teacher.get("course/people").body()).contains("Stu Dent One", "Sam Dent Two");
      assertThat(requests("memberships") - before).isEqualTo(2);
      assertEnrolled("Stu Dent One", true);
      assertEnrolled("Sam Dent Two", true);
    }
    // A whole one counts.
    platform.fault(
        "memberships",
        answer(200, "{\"members\":[{\"user_id\":\"3\",\"roles\":[\"Instructor\"]}]}"));
    forgetRoster();
    teacher.get("course/people");
    assertEnrolled("Sam Dent Two", false);
  }

  @Test
  @Tag("S-08")
  void givesNoRightToAStudentWhomTheRosterCallsAdministrator() {
    Coursework work = Coursework.coupled(platform);
    Visit before = work.open(Coursework.STUDENT);
    Visit teacher = work.open(Coursework.TEACHER);
    platform.fault(
        "memberships",
        answer(
            200,
            "{\"members\":[{\"user_id\":\"3\",\"roles\":[\"Instructor\"]},"
                + "{\"user_id\":\"5\",\"roles\":["
                + "\"http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator\","
                + "\"http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator\","
                + "\"http://purl.imsglobal.org/vocab/lis/v2/membership#Administrator\","
                + "\"http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor\"]}]}"));
    forgetRoster();
    assertThat(teacher.get("course/people").status()).isEqualTo(200);
    assertThat(
            rows.one(
                "select m.roster_role from lti.membership m where m.person = cast(? as uuid)",
                work.person(Coursework.STUDENT)))
        .contains("TEACHER");
    Visit after = work.open(Coursework.STUDENT);
    assertThat(rows.visit(after.launched(), "role")).isEqualTo("STUDENT");
    for (Visit student : List.of(before, after)) {
      for (String path :
          List.of(
              "course/people",
              "assignments/new",
              "assignments/" + work.id() + "/edit",
              "assignments/" + work.id() + "/submissions",
              "assignments/" + work.id() + "/submissions/all.zip",
              "admin/registrations")) {
        assertThat(student.get(path).status()).as(path).isEqualTo(403);
      }
    }
  }
}
