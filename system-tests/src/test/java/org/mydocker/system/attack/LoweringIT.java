package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Guest;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Picker;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** Rights that end while a page of theirs is open, and rights that a teacher gives (lti.md 1.5). */
@InTurn
class LoweringIT {

  private static final Duration SOON = Duration.ofSeconds(15);

  private static Platform platform;

  private final Rows rows = new Rows(Site.shared());

  @BeforeAll
  static void aCourse() {
    platform = Platform.register(Site.shared(), "north");
    platform.launch(new HttpBrowser(), "3").post().assertEntered();
  }

  private static Answer made() {
    return Picker.open(platform)
        .create("Work " + UUID.randomUUID(), Map.of("points", "10", "material", "archive"));
  }

  private static String id(Answer made) {
    return Picker.contents(made).get(0).get("custom").get("mydocker_id").asText();
  }

  private static Guest entered(String user) {
    return Guest.of(platform, platform.launch(new HttpBrowser(), user));
  }

  private static String newcomer(String standing) {
    String sub = "newcomer-" + UUID.randomUUID();
    stands(sub, standing, true);
    new Rows(Site.shared())
        .change("update lti.course set roster_tried = null"); // the launch asks the platform
    return sub;
  }

  private static void stands(String sub, String standing, boolean enrolled) {
    platform.person(
        Platform.JSON
            .createObjectNode()
            .put("sub", sub)
            .put("standing", standing)
            .put("enrolled", enrolled));
  }

  /** The next look at the course's people asks the platform. */
  private void refreshRoster() {
    rows.change("update lti.course set roster_tried = null");
    assertThat(entered("3").get("course/people").status()).isEqualTo(200);
  }

  private void launchedEarlier(Guest who, String span) {
    int changed =
        rows.change(
            "update lti.membership set launched = launched - cast(? as interval)"
                + " where person = cast(? as uuid) and course = cast(? as uuid)",
            span,
            who.visit("person"),
            who.visit("course"));
    assertThat(changed).isEqualTo(1);
  }

  private static void soon(String what, Guest who, String page, int status) {
    Waiting.until(what, SOON, () -> who.get(page).status() == status);
  }

  @Test
  @Tag("ROL-09")
  void endsATeachersRightsEightHoursAfterTheLaunch() {
    String work = "assignments/" + id(made());
    Guest student = entered("6");
    assertThat(student.handIn(id(work), "a student's").status()).isEqualTo(303);
    String line = work + "/submissions/" + student.visit("person");
    Guest teacher = entered("3");
    launchedEarlier(teacher, "7 hours 59 minutes");
    soon("the page is open", teacher, work + "/edit", 200);
    assertThat(teacher.get(line).status()).isEqualTo(200);
    launchedEarlier(teacher, "2 minutes");
    soon("the page is closed", teacher, work + "/edit", 403);
    for (String page :
        List.of(work + "/edit", work + "/submissions", line, line + "/1.zip", "course/people")) {
      teacher.get(page).assertRefused(403, "access.role");
    }
    teacher
        .post(work + "/edit", Map.of("title", "Changed", "grace", "5"))
        .assertRefused(403, "access.role");
    teacher.post(line, Map.of("points", "1", "comment", "")).assertRefused(403, "access.role");
    assertThat(teacher.get(work).status()).as("what is one's own stays open").isEqualTo(200);
    Guest again = entered("3");
    assertThat(again.get(work + "/edit").status()).isEqualTo(200);
    soon("the older page is open again", teacher, work + "/edit", 200);
  }

  private static String id(String work) {
    return work.replace("assignments/", "");
  }

  @Test
  @Tag("ROL-09")
  void endsTheRightsOfWhoIsNotInTheRosterAnyMore() {
    String work = "assignments/" + id(made());
    String sub = newcomer("TEACHER");
    Guest teacher = entered(sub);
    refreshRoster();
    assertThat(teacher.get(work + "/edit").status()).isEqualTo(200);
    stands(sub, "TEACHER", false);
    refreshRoster();
    soon("the page is closed", teacher, work + "/edit", 403);
    teacher.get(work + "/submissions").assertRefused(403, "access.role");
    teacher.post(work + "/edit", Map.of("title", "Changed")).assertRefused(403, "access.role");
  }

  @Test
  @Tag("ROL-09")
  void showsATeacherSwitchedToStudentNothingOfTheCourseAndKeepsWhatIsTheirs() {
    Answer made = made();
    String assignment = id(made);
    String activity = Picker.deliver(made).get(0);
    String work = "assignments/" + assignment;
    Guest student = entered("6");
    assertThat(student.handIn(assignment, "a student's").status()).isEqualTo(303);
    String line = work + "/submissions/" + student.visit("person");
    Guest teacher = switching(activity, false);
    assertThat(teacher.handIn(assignment, "the teacher's own").status()).isEqualTo(303);
    assertThat(teacher.get(line).status()).isEqualTo(200);

    Guest switched = switching(activity, true);
    assertThat(switched.visit("person")).isEqualTo(teacher.visit("person"));
    assertThat(switched.visit("role")).isEqualTo("STUDENT");
    String course = switched.get("course").body() + switched.get(work).body();
    assertThat(course)
        .doesNotContain("/submissions", "course/people", "assignments/new", "/edit", "/versions");
    for (String page :
        List.of(
            line,
            line + "/1.zip",
            work + "/submissions",
            work + "/submissions/all.zip",
            work + "/edit",
            work + "/versions",
            "course/people",
            "assignments/new")) {
      switched.get(page).assertRefused(403, "access.role");
    }
    soon("the teacher's own tab is closed", teacher, line, 403);

    Guest back = switching(activity, false);
    assertThat(back.visit("role")).isEqualTo("TEACHER");
    assertThat(back.get(work + "/handed-in/1").status()).as("the teacher's own").isEqualTo(200);
    assertThat(back.get(line).status()).isEqualTo(200);
  }

  private static Guest switching(String activity, boolean asStudent) {
    ObjectNode wish =
        Platform.JSON
            .createObjectNode()
            .put("user", "3")
            .put("activity", activity)
            .put("asStudent", asStudent);
    return Guest.of(platform, platform.launch(new HttpBrowser(), wish));
  }

  private static Answer delegates(Guest teacher, Guest whom, String role) {
    return teacher.post("course/people", Map.of("person", whom.visit("person"), "role", role));
  }

  private static void assertDelegated(Guest teacher, Guest whom, String role) {
    Answer answer = delegates(teacher, whom, role);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
  }

  private Object delegated(Guest whom) {
    return rows.one(
            "select coalesce(delegated_role, '') from lti.membership"
                + " where person = cast(? as uuid) and course = cast(? as uuid)",
            whom.visit("person"),
            whom.visit("course"))
        .orElseThrow();
  }

  @Test
  @Tag("ROL-10")
  void takesAGraderAmongTeachersFromATeachersWord() {
    String work = "assignments/" + id(made());
    Guest teacher = entered("3");
    String sub = newcomer("TEACHER");
    Guest colleague = entered(sub);
    assertThat(colleague.visit("role")).as("as the platform says").isEqualTo("TEACHER");
    assertThat(colleague.get(work + "/edit").status()).isEqualTo(200);
    assertDelegated(teacher, colleague, "grader");
    soon("the colleague only grades", colleague, work + "/edit", 403);
    assertThat(colleague.get(work + "/submissions").status()).isEqualTo(200);
    delegates(colleague, teacher, "grader").assertRefused(403, "access.role");
    assertThat(delegated(colleague)).isEqualTo("GRADER");
    refreshRoster();
    assertThat(entered(sub).visit("role")).as("at the next launch").isEqualTo("GRADER");
    assertDelegated(teacher, colleague, "teacher");
    soon("the colleague teaches again", colleague, work + "/edit", 200);
    assertThat(entered(sub).visit("role")).isEqualTo("TEACHER");
  }

  @Test
  @Tag("ROL-10")
  void takesAGraderAmongStudentsFromATeachersWordAndNoTeacher() {
    String work = "assignments/" + id(made());
    Guest teacher = entered("3");
    String sub = newcomer("STUDENT");
    Guest student = entered(sub);
    student.get(work + "/submissions").assertRefused(403, "access.role");
    delegates(student, student, "grader").assertRefused(403, "access.role");
    for (String role : List.of("teacher", "none", "administrator", "")) {
      delegates(teacher, student, role).assertRefused(404, "access.not-owner");
    }
    delegates(teacher, teacher, "grader").assertRefused(404, "access.not-owner");
    assertThat(delegated(student)).isEqualTo("");
    assertDelegated(teacher, student, "grader");
    soon("the student grades", student, work + "/submissions", 200);
    assertThat(entered(sub).visit("role")).isEqualTo("GRADER");
    student.get(work + "/edit").assertRefused(403, "access.role");
    assertDelegated(teacher, student, "student");
    soon("the student grades no more", student, work + "/submissions", 403);
  }

  @Test
  @Tag("ROL-10")
  void letsATeacherRaiseANonEditingOneAndLowersNobodyWhoProvedToEdit() {
    String work = "assignments/" + id(made());
    Guest teacher = entered("3");
    Guest assistant = entered(newcomer("NON_EDITING_TEACHER"));
    assertThat(assistant.visit("role")).isEqualTo("GRADER");
    assertDelegated(teacher, assistant, "teacher");
    soon("the assistant teaches", assistant, work + "/edit", 200);
    String sub = newcomer("TEACHER");
    Guest colleague = entered(sub);
    assertDelegated(teacher, colleague, "grader");
    soon("the colleague only grades", colleague, work + "/edit", 403);
    Picker picker = Picker.of(platform, Picker.attempt(platform, new HttpBrowser(), sub));
    assertThat(picker.page().status()).isEqualTo(200);
    soon("the colleague may edit", colleague, work + "/edit", 200);
    delegates(teacher, colleague, "grader").assertRefused(404, "access.not-owner");
  }
}
