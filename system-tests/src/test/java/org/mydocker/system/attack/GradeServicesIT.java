package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.attack.Coursework.Visit;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** The grade services as platforms offer them, in full and in part (lti.md 1.9). */
@InTurn
class GradeServicesIT {

  private static final String ENDPOINT = "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint";
  private static final String SCOPES = "https://purl.imsglobal.org/spec/lti-ags/scope/";
  private static final String LINE_ITEMS = SCOPES + "lineitem";
  private static final String LINE_ITEMS_READ_ONLY = SCOPES + "lineitem.readonly";
  private static final String RESULTS = SCOPES + "result.readonly";
  private static final String SCORE = SCOPES + "score";
  private static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";
  private static final String NO_COLUMN = "The platform has no grade column for this assignment";

  private final Platform platform = Platform.register(Site.shared(), "north");
  private final Rows rows = new Rows(Site.shared());

  private int requests(String endpoint) {
    return platform.requests().get(endpoint);
  }

  private static String text(JsonNode column, String name) {
    return column.get(name).asText();
  }

  @Test
  @Tag("C-V20")
  @Tag("AGS-02")
  void sendsAGradeToTheCoupledColumn() {
    Coursework work = Coursework.coupled(platform);
    int lists = requests("lineitems");
    work.open(Coursework.STUDENT);
    Visit teacher = work.open(Coursework.TEACHER);
    assertThat(work.submissions(teacher).body()).doesNotContain(NO_COLUMN);
    work.grade(teacher, Coursework.STUDENT, "15", "Well done.");
    work.awaitSending(Coursework.STUDENT, "SENT");
    JsonNode column = work.column().orElseThrow();
    assertThat(text(column, "activityId")).isEqualTo(work.activity());
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.75);
    JsonNode grade = platform.grade(text(column, "id"), Coursework.STUDENT).orElseThrow();
    assertThat(text(grade, "comment")).isEqualTo("Well done.");
    assertThat(requests("lineitems")).isEqualTo(lists);
    work.grade(teacher, Coursework.STUDENT, "", "");
    Waiting.until(
        "the grade is withdrawn",
        Duration.ofSeconds(60),
        () -> work.inGradebook(Coursework.STUDENT).isEmpty());
  }

  /** A launch that asks for the column waits a few seconds; the column is there for the next. */
  @Test
  void letsATeacherInThoughThePlatformTakesItsTimeOverTheColumn() {
    Coursework work = Coursework.uncoupled(platform);
    platform.fault("lineitems", Platform.JSON.createObjectNode().put("delayMillis", 8000));
    long asked = System.nanoTime();
    try {
      work.open(Coursework.TEACHER);
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(8));
      assertThat(work.column()).isEmpty();
      Waiting.until(
          "the column was made meanwhile",
          Duration.ofSeconds(60),
          () ->
              rows.one(
                      "select line_item from lti.wanted_column"
                          + " where resource = ? and line_item is not null",
                      work.id())
                  .isPresent());
    } finally {
      platform.mend("lineitems");
    }
    work.open(Coursework.TEACHER);
    assertThat(work.column()).isPresent();
  }

  @Test
  @Tag("AGS-02")
  void findsTheColumnThatIsThereAlready() {
    Coursework work = Coursework.uncoupled(platform);
    platform.activity(column("Another's", "something-else", "grade"));
    platform.activity(column("Ours with another tag", work.id(), "bonus"));
    platform.activity(column("Ours", work.id(), "grade"));
    int before = platform.columns().size();
    Visit teacher = work.open(Coursework.TEACHER);
    assertThat(text(work.column().orElseThrow(), "label")).isEqualTo("Ours");
    assertThat(platform.columns()).hasSize(before);
    work.grade(teacher, Coursework.STUDENT, "5", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.25);
  }

  private static ObjectNode column(String title, String resourceId, String tag) {
    return Platform.JSON
        .createObjectNode()
        .put("title", title)
        .put("scoreMaximum", 10.0)
        .put("resourceId", resourceId)
        .put("tag", tag);
  }

  @Test
  @Tag("AGS-02")
  @Tag("AGS-03")
  void makesOneColumnHoweverManyAskAtOnce() throws InterruptedException, ExecutionException {
    Coursework work = Coursework.uncoupled(platform);
    work.open(Coursework.STUDENT);
    assertThat(work.column()).isEmpty();
    int before = platform.columns().size();
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<Visit>> all = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        all.add(() -> work.open(Coursework.TEACHER));
      }
      for (Future<Visit> one : threads.invokeAll(all)) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(platform.columns()).hasSize(before + 1);
    JsonNode made = work.column().orElseThrow();
    assertThat(text(made, "label")).startsWith("Work ");
    assertThat(made.get("scoreMaximum").asDouble()).isEqualTo(20.0);
    assertThat(text(made, "resourceId")).isEqualTo(work.id());
    assertThat(text(made, "tag")).isEqualTo("grade");
    assertThat(text(made, "activityId")).isEqualTo(work.activity());

    // An installation that lost its memory looks before it makes another.
    rows.change("delete from lti.wanted_column where resource = ?", work.id());
    rows.change(
        "update assignment.assignment set grade_column = null where id = cast(? as uuid)",
        work.id());
    Visit teacher = work.open(Coursework.TEACHER);
    assertThat(platform.columns()).hasSize(before + 1);
    work.grade(teacher, Coursework.STUDENT, "20", "");
    work.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(1.0);
  }

  @Test
  @Tag("AGS-01")
  @Tag("AGS-02")
  void makesNoColumnWithoutTheFullScopeAndTellsTheTeacher() {
    platform.grant(List.of(LINE_ITEMS_READ_ONLY, RESULTS, SCORE, ROSTER));
    Coursework work = Coursework.uncoupled(platform);
    int before = platform.columns().size();
    Visit teacher = work.open(Coursework.TEACHER);
    assertThat(platform.columns()).hasSize(before);
    assertThat(work.submissions(teacher).body()).contains(NO_COLUMN);
    work.grade(teacher, Coursework.STUDENT, "5", "");
    assertThat(work.sending(Coursework.STUDENT)).isEmpty();

    // Reading alone finds what somebody else made, and the grade that waited goes there.
    platform.activity(column("Ours", work.id(), "grade"));
    assertThat(work.submissions(work.open(Coursework.TEACHER)).body()).doesNotContain(NO_COLUMN);
    work.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.25);
  }

  @Test
  @Tag("AGS-01")
  @Tag("AGS-02")
  void asksForNoColumnWithoutALineItemScope() {
    platform.grant(List.of(RESULTS, SCORE, ROSTER));
    int lists = requests("lineitems");
    Coursework work = Coursework.uncoupled(platform);
    assertThat(work.submissions(work.open(Coursework.TEACHER)).body()).contains(NO_COLUMN);
    assertThat(requests("lineitems")).isEqualTo(lists);
    Coursework coupled = Coursework.coupled(platform);
    coupled.grade(coupled.open(Coursework.TEACHER), Coursework.STUDENT, "5", "");
    coupled.awaitSending(Coursework.STUDENT, "SENT");
    assertThat(coupled.inGradebook(Coursework.STUDENT)).contains(0.25);
  }

  @Test
  @Tag("AGS-01")
  void sendsWithoutReadingWhereResultsMayNotBeRead() {
    platform.grant(List.of(LINE_ITEMS, LINE_ITEMS_READ_ONLY, SCORE, ROSTER));
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    int reads = requests("results");
    platform.fault("scores", Platform.JSON.createObjectNode().put("status", 409).put("times", 1));
    try {
      work.grade(teacher, Coursework.STUDENT, "5", "");
      work.awaitSending(Coursework.STUDENT, "SENT");
    } finally {
      platform.mend("scores");
    }
    assertThat(work.inGradebook(Coursework.STUDENT)).contains(0.25);
    assertThat(requests("results")).isEqualTo(reads);
  }

  @Test
  @Tag("AGS-01")
  @Tag("SVC-04")
  void sendsNoScoreWithoutItsScopeAndTellsTheTeacher() {
    platform.grant(List.of(LINE_ITEMS, LINE_ITEMS_READ_ONLY, RESULTS, ROSTER));
    Coursework work = Coursework.uncoupled(platform);
    Visit teacher =
        Visit.of(
                withGradeServices(work.launching(Coursework.TEACHER), List.of(LINE_ITEMS, RESULTS)))
            .entered();
    assertThat(text(work.column().orElseThrow(), "resourceId")).isEqualTo(work.id());
    int scores = requests("scores");
    work.grade(teacher, Coursework.STUDENT, "5", "");
    work.awaitSending(Coursework.STUDENT, "REFUSED not-granted");
    assertThat(requests("scores")).isEqualTo(scores);
    assertThat(work.submissions(teacher).body())
        .contains("The platform does not let myDocker send grades.");
    assertThat(teacher.get("course/people").body()).contains("Stu Dent One");
  }

  private Attempt withGradeServices(Attempt attempt, List<String> scopes) {
    return attempt.claim(
        ENDPOINT,
        Map.of(
            "scope",
            scopes,
            "lineitems",
            platform.issuer()
                + "/mod/lti/services.php/"
                + attempt.claims().get(Attempt.LTI + "context").get("id").asText()
                + "/lineitems?type_id="
                + platform.deploymentId()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NaN", "Infinity", "-Infinity", "-1", "-0.5", "20.01", "1e1", "1e400", "2e308"})
  @Tag("AGS-14")
  void letsNoPointsOutOfTheirRangeLeave(String points) {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    Answer answer =
        teacher.send(
            "assignments/" + work.id() + "/submissions/" + work.person(Coursework.STUDENT),
            Map.of("points", points, "comment", ""));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(work.sending(Coursework.STUDENT)).isEmpty();
  }

  @Test
  @Tag("AGS-14")
  void keepsTheMaximumAboveTheGradesThatAreGiven() {
    Coursework work = Coursework.uncoupled(platform);
    platform.grant(List.of(SCORE, ROSTER));
    Visit teacher = work.open(Coursework.TEACHER);
    work.grade(teacher, Coursework.STUDENT, "15", "");
    Map<String, String> form =
        Map.of("title", "Work with fewer points", "grace", "0", "environment", "", "points", "14");
    Answer refused = teacher.send("assignments/" + work.id() + "/edit", form);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body()).contains("a grade of 15 is given already");
  }

  @Test
  @Tag("AGS-16")
  void sendsTheGradersOwnWordsAsPlainText() {
    Coursework work = Coursework.coupled(platform);
    Visit teacher = work.open(Coursework.TEACHER);
    work.grade(teacher, Coursework.OTHER_STUDENT, "3", "Only for the other one.");
    work.grade(
        teacher,
        Coursework.STUDENT,
        "5",
        "Line 1: a < b.\r\nLine 2: <script>alert(1)</script><img src=x onerror=y><!-- -->\u0007");
    work.awaitSending(Coursework.STUDENT, "SENT");
    work.awaitSending(Coursework.OTHER_STUDENT, "SENT");
    String column = text(work.column().orElseThrow(), "id");
    String arrived = text(platform.grade(column, Coursework.STUDENT).orElseThrow(), "comment");
    assertThat(arrived)
        .isEqualTo(
            "Line 1: a < b.\nLine 2: \u2039script>alert(1)\u2039/script>\u2039img src=x onerror=y>"
                + "\u2039!-- -->");
    Answer longer =
        teacher.send(
            "assignments/" + work.id() + "/submissions/" + work.person(Coursework.STUDENT),
            Map.of("points", "5", "comment", "x".repeat(4001)));
    assertThat(longer.status()).isEqualTo(400);
    work.grade(teacher, Coursework.STUDENT, "6", "y".repeat(4000));
    Waiting.until(
        "the longest comment is there",
        Duration.ofSeconds(60),
        () ->
            text(platform.grade(column, Coursework.STUDENT).orElseThrow(), "comment")
                .equals("y".repeat(4000)));
  }
}
