package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;

/** Dates as a student meets them, and who has more time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@InTurn
class DeadlineIT {

  private static final DateTimeFormatter TYPED = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm");

  private final Rows rows = new Rows(Quiet.site());
  private Visitor teacher;
  private Visitor student;
  private Visitor mate;

  @BeforeAll
  void launch() {
    teacher = Visitor.launched(Quiet.north(), Quiet.TEACHER);
    student = Visitor.launched(Quiet.north(), Quiet.STUDENT);
    mate = Visitor.launched(Quiet.north(), Quiet.OTHER_STUDENT);
  }

  private static String inDays(int days) {
    return TYPED.format(LocalDateTime.now(ZoneOffset.UTC).plusDays(days));
  }

  private String assignment(String title, int due, int cutOff) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("title", title);
    form.put("grace", "5");
    form.put("zone", "UTC");
    form.put("due", inDays(due));
    form.put("cut_off", inDays(cutOff));
    form.put("material", "archive");
    return teacher.next(teacher.upload("assignments/new", form, "archive", "exercise.py"));
  }

  private static Answer handIn(Visitor who, String path) {
    return who.upload(path + "/hand-in/archive", Map.of(), "archive", "exercise.py");
  }

  private void give(String path, String whom, int days) {
    teacher.next(
        teacher.post(
            path + "/extensions", Map.of("whom", whom, "until", inDays(days), "zone", "UTC")));
  }

  @Test
  @Tag("ACT-12")
  void anExtensionOpensAgainForThatStudentAloneAndInTime() {
    String path = assignment("Closed for most", -3, -2);
    handIn(student, path).assertRefused(409, "access.closed");
    give(path, "p:" + student.person(), 2);
    assertThat(student.get(path).body()).contains("You have time until", "/hand-in/archive");
    student.next(handIn(student, path));
    assertThat(late(path)).isZero();
    handIn(mate, path).assertRefused(409, "access.closed");
    assertThat(mate.get(path).body()).doesNotContain("You have time until");

    Matcher taken =
        Pattern.compile("(assignments/[0-9a-f-]{36}/extensions/[0-9a-f-]{36}/remove)")
            .matcher(teacher.get(path + "/extensions").body());
    assertThat(taken.find()).isTrue();
    teacher.next(teacher.post(taken.group(1), Map.of()));
    handIn(student, path).assertRefused(409, "access.closed");
  }

  @Test
  @Tag("ACT-12")
  void anExtensionOfAGroupIsForEverybodyInIt() {
    String path = assignment("Closed for other groups", -3, -2);
    String name = "More-time-" + UUID.randomUUID();
    teacher.next(teacher.post("course/groups", Map.of("name", name)));
    String group =
        rows.one("select id from assignment.course_group where name = '" + name + "'")
            .orElseThrow()
            .toString();
    teacher.next(
        teacher.post("course/groups/" + group, "name=" + name + "&member=" + mate.person()));
    give(path, "g:" + group, 1);
    mate.next(handIn(mate, path));
    assertThat(late(path)).isZero();
    handIn(student, path).assertRefused(409, "access.closed");
    teacher.next(teacher.post("course/groups/" + group + "/remove", Map.of()));
    handIn(mate, path).assertRefused(409, "access.closed");
  }

  /** What the browser says of the time counts for nothing: the server's clock alone does. */
  @Test
  @Tag("ACT-12")
  void latenessIsByTheServersClock() {
    String path = assignment("Late", -1, 5);
    Instant before = Instant.now();
    student.next(
        student.upload(
            path + "/hand-in/archive?time=2020-01-01T00:00:00Z",
            Map.of("received", "2020-01-01T00:00:00Z", "late", "0"),
            "archive",
            "exercise.py"));
    assertThat(late(path)).isBetween(86_400L, 86_400L + 120);
    Object ended =
        rows.one("select ended" + OF, UUID.fromString(path.replaceFirst(".*/", ""))).orElseThrow();
    assertThat(((java.sql.Timestamp) ended).toInstant()).isBetween(before, Instant.now());
  }

  @Test
  @Tag("ACT-12")
  void onlyATeacherGivesMoreTime() {
    String path = assignment("Nobody helps themselves", -3, -2);
    student.get(path + "/extensions").assertRefused(403, "access.role");
    student
        .post(
            path + "/extensions",
            Map.of("whom", "p:" + student.person(), "until", inDays(2), "zone", "UTC"))
        .assertRefused(403, "access.role");
    handIn(student, path).assertRefused(409, "access.closed");
    Answer stranger =
        teacher.post(
            path + "/extensions",
            Map.of("whom", "p:" + UUID.randomUUID(), "until", inDays(2), "zone", "UTC"));
    assertThat(stranger.status() + " " + stranger.code()).isEqualTo("400 assignment.extension");
  }

  private static final String OF =
      " from assignment.submission s join assignment.student_work w on s.work = w.id"
          + " where w.assignment = ? order by s.ended desc";

  private long late(String path) {
    UUID id = UUID.fromString(path.replaceFirst(".*/", ""));
    return (Long) rows.one("select s.late_seconds" + OF, id).orElseThrow();
  }
}
