package org.mydocker.system.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mydocker.system.launch.Administrator;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/**
 * Each request that lets somebody at what is another's leaves a line in the audit log: who, which
 * act, on what, and why.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@InTurn
class AuditIT {

  private final Site site = Quiet.site();
  private final Platform north = Quiet.north();
  private final Rows rows = new Rows(site);
  private Visitor teacher;
  private Visitor student;
  private String assignment;

  @BeforeAll
  void somethingIsHandedIn() {
    teacher = Visitor.launched(north, Quiet.TEACHER);
    student = Visitor.launched(north, Quiet.STUDENT);
    Visitor.launched(north, Quiet.OTHER_STUDENT);
    Object notebook =
        rows.one("select id from broker.environment where built_in is not null").orElseThrow();
    assignment =
        teacher
            .next(
                teacher.upload(
                    "assignments/new",
                    Map.of(
                        "title", "Looked at",
                        "environment", notebook.toString(),
                        "points", "10",
                        "grace", "5",
                        "held", "yes",
                        "material", "archive"),
                    "archive",
                    "exercise.py"))
            .replaceFirst("\\?.*", "");
    student.next(
        student.upload(assignment + "/hand-in/archive", Map.of(), "archive", "exercise.py"));
  }

  private String work() {
    return assignment + "/submissions/" + student.person();
  }

  @Test
  @Tag("WHO-02")
  void whatTheTeacherSeesAndDoes() {
    String list = assignment + "/submissions";
    String of = " of " + student.person();
    noted(teacher, "READ_SUBMISSION list of submissions", () -> teacher.get(list));
    noted(teacher, "EXPORT_SUBMISSIONS download of all", () -> teacher.get(list + "/all.zip"));
    noted(teacher, "READ_SUBMISSION work" + of, () -> teacher.get(work()));
    noted(teacher, "READ_SUBMISSION files" + of, () -> teacher.get(work() + "/1.zip"));
    noted(
        teacher,
        "READ_SUBMISSION work, in an environment," + of,
        () -> teacher.post(work() + "/open", Map.of()));
    noted(
        teacher,
        "GRADE grade" + of,
        () -> teacher.post(work(), Map.of("points", "7", "comment", "Good.")));
    noted(teacher, "GRADE grade sent again" + of, () -> teacher.post(work() + "/resend", Map.of()));
    noted(
        teacher,
        "RELEASE_GRADES release of grades",
        () -> teacher.post(list + "/release", Map.of()));
  }

  @Test
  @Tag("WHO-02")
  void aGradeThatIsNotTakenIsNotedAsALookOnly() {
    for (String points : List.of("11", "many", "-1")) {
      List<String> before = entries(teacher.person());
      assertThat(teacher.post(work(), Map.of("points", points, "comment", "")).status())
          .as(points)
          .isEqualTo(400);
      List<String> after = entries(teacher.person());
      assertThat(after.subList(before.size(), after.size()))
          .containsExactly("READ_SUBMISSION work of " + student.person());
    }
  }

  @Test
  @Tag("WHO-02")
  void whoMayGradeFromNowOnAndWhatTheGraderSees() {
    Visitor grader = Visitor.launched(north, "7");
    Map<String, String> delegation = Map.of("person", grader.person().toString(), "role", "grader");
    noted(
        teacher,
        "EDIT_ASSIGNMENT delegated as GRADER",
        () -> teacher.post("course/people", delegation));
    Visitor now = Visitor.launched(north, "7");
    noted(now, "READ_SUBMISSION list of submissions", () -> now.get(assignment + "/submissions"));
    noted(
        teacher,
        "EDIT_ASSIGNMENT delegated as STUDENT",
        () ->
            teacher.post(
                "course/people", Map.of("person", grader.person().toString(), "role", "student")));
  }

  @Test
  @Tag("WHO-02")
  void whatTheAdministratorSeesOfACourse() {
    Visitor administrator = Visitor.administrator(site);
    assertThat(entries(administrator.person()))
        .last()
        .isEqualTo("ADMINISTER entered by a one-time link");
    String outside = " (from outside of the course)";
    String of = " of " + student.person() + outside;
    noted(
        administrator,
        "READ_SUBMISSION list of submissions" + outside,
        () -> administrator.get(assignment + "/submissions"));
    noted(
        administrator,
        "EXPORT_SUBMISSIONS download of all" + outside,
        () -> administrator.get(assignment + "/submissions/all.zip"));
    noted(administrator, "READ_SUBMISSION work" + of, () -> administrator.get(work()));
    noted(administrator, "READ_SUBMISSION files" + of, () -> administrator.get(work() + "/1.zip"));
  }

  @Test
  @Tag("WHO-02")
  void whatTheAdministratorSeesAndDoesInASession() {
    String session =
        student.next(student.post(assignment + "/open", Map.of())).replaceFirst("/start$", "");
    Visitor administrator = Visitor.administrator(site);
    noted(administrator, "JOIN_SESSION watch", () -> administrator.get(session + "/state"));
    noted(administrator, List.of(), () -> administrator.get(session + "/state"));
    noted(administrator, "JOIN_SESSION see", () -> administrator.get(session + "/start"));
    noted(administrator, "MANAGE_SESSION read its log", () -> administrator.get(session + "/logs"));
    noted(
        administrator, "JOIN_SESSION keep", () -> administrator.post(session + "/keep", Map.of()));
    noted(
        administrator,
        "MANAGE_SESSION stop",
        () -> administrator.post(session + "/stop", Map.of()));
    noted(administrator, "JOIN_SESSION see", () -> administrator.get(session));
  }

  @Test
  @Tag("WHO-02")
  void whatTheAdministratorStartsInACourse() {
    Visitor administrator = Visitor.administrator(site);
    UUID environment =
        (UUID)
            rows.one("select id from broker.environment where built_in is not null").orElseThrow();
    UUID course = UUID.fromString(rows.visit(teacher.entered(), "course"));
    UUID tenant = UUID.fromString(rows.visit(teacher.entered(), "tenant"));
    String visibility = "update broker.environment set visibility = ?, course = ?, tenant = ?";
    rows.change(visibility, "COURSE", course, tenant);
    try {
      noted(
          administrator,
          "START_COURSE_ENVIRONMENT open",
          () -> administrator.post("environments/" + environment + "/open", Map.of()));
    } finally {
      rows.change(
          "update broker.environment set visibility = 'PUBLIC', course = null, tenant = null");
    }
  }

  @Test
  @Tag("WHO-02")
  void whatTheAdministratorChangesOfAPlatformAndWhatTheCommandDoesToAll() {
    Visitor administrator = Visitor.administrator(site);
    Platform south = Platform.register(site, "south");
    List<String> before = entries(administrator.person());
    Administrator page = new Administrator(site);
    page.act(south, "suspend");
    page.act(south, "resume");
    Path backup = site.data().resolveSibling("backup-" + UUID.randomUUID()).toAbsolutePath();
    site.command("backup", "{\"directory\": \"" + backup + "\"}");
    site.command("stop-all", "{\"look\": true}");
    site.command("stop-all", "{}");
    List<String> after = entries(administrator.person());
    assertThat(after.subList(before.size(), after.size()))
        .containsExactly(
            "ADMINISTER entered by a one-time link",
            "ADMINISTER suspend",
            "ADMINISTER resume",
            "EXPORT_SUBMISSIONS backup: everybody's work, by the command",
            "JOIN_SESSION stop: all of them, by the command");
  }

  @Test
  @Tag("WHO-02")
  void isReadByTheAdministratorAndByNobodyElse() {
    noted(
        teacher,
        "READ_SUBMISSION list of submissions",
        () -> teacher.get(assignment + "/submissions"));
    Answer log = Visitor.administrator(site).get("admin/audit");
    assertThat(log.status()).isEqualTo(200);
    assertThat(log.body())
        .contains(teacher.person().toString(), "READ_SUBMISSION", "list of submissions")
        .contains("assignment " + assignment.replaceFirst(".*/", ""));
    teacher.get("admin/audit").assertRefused(403, "access.role");
    student.get("admin/audit").assertRefused(403, "access.role");
  }

  @Test
  @Tag("WHO-02")
  void whatIsRefusedAndWhatIsOnesOwnLeavesNothing() {
    noted(student, List.of(), () -> student.get(assignment));
    noted(student, List.of(), () -> student.get(assignment + "/handed-in/1"));
    noted(student, List.of(), () -> student.post(assignment + "/open", Map.of()));
    List<String> before = entries(student.person());
    student.get(work()).assertRefused(403, "access.role");
    student.get(assignment + "/submissions/all.zip").assertRefused(403, "access.role");
    assertThat(entries(student.person())).isEqualTo(before);
  }

  private Answer noted(Visitor who, String line, Supplier<Answer> deed) {
    return noted(who, List.of(line), deed);
  }

  /** The deed is done, and leaves exactly these lines of that person. */
  private Answer noted(Visitor who, List<String> lines, Supplier<Answer> deed) {
    List<String> before = entries(who.person());
    Answer answer = deed.get();
    assertThat(answer.status()).as("%s: %s", lines, answer.body()).isLessThan(400);
    List<String> after = entries(who.person());
    assertThat(after.subList(before.size(), after.size())).isEqualTo(lines);
    return answer;
  }

  private List<String> entries(UUID person) {
    return rows
        .all(
            "select act || ' ' || reason from site.audit_entry where person = ? order by at",
            person)
        .stream()
        .map(Object::toString)
        .toList();
  }
}
