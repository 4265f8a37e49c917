package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/**
 * What was handed in is collected, looked at, graded, and the grade arrives in the platform's
 * gradebook.
 */
@AtSchool
class GradingIT {

  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print(3)"));

  private final Site site = Classroom.school();
  private final Classroom course = Classroom.of(site, "north");

  @Test
  @Tag("CLICK-06")
  @Tag("BRK-05")
  void isCollectedOpenedAndGradedByTheTeacher() throws IOException {
    String activity = handedIn("Graded by the teacher");
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator tool = course.open(teacher, activity);
      tool.locator("a[href$='/submissions']").first().click();
      tool.locator("tbody tr").first().waitFor();
      teacher.picture("submissions");
      downloadsAll(teacher, tool);
      student(tool, "Stu Dent One");
      looksOnly(teacher, tool);
      FrameLocator again = course.open(teacher, activity);
      again.locator("a[href$='/submissions']").first().click();
      student(again, "Stu Dent One");
      grade(again, "17.5", "Well done, but see cell 1.");
      teacher.picture("graded");
    }
    arrives(activity, "17.5", "Well done, but see cell 1.");
  }

  @Test
  @Tag("CLICK-06")
  @Tag("AGS-10")
  void isGradedByADelegatedGraderThoughThePlatformIsDownAtThatMoment() throws IOException {
    String activity = handedIn("Graded by a grader");
    try (Somebody grader = course.become(Classroom.THIRD_STUDENT);
        Somebody teacher = course.become(Classroom.TEACHER)) {
      course.open(grader, activity);
      FrameLocator forTeacher = course.open(teacher, activity);
      forTeacher.locator("header nav a").first().click();
      forTeacher.locator("a[href$='course/people']").click();
      forTeacher.locator("tbody tr").first().waitFor();
      teacher.picture("people");
      course.delegate(forTeacher, "Sue Dent Three", true);

      FrameLocator forGrader = course.open(grader, activity);
      forGrader.locator("a[href$='/submissions']").first().click();
      downloadsAll(grader, forGrader);
      student(forGrader, "Stu Dent One");
      looksOnly(grader, forGrader);

      FrameLocator tool;
      course.fault("{\"endpoint\": \"services\", \"status\": 503}");
      try {
        tool = course.open(grader, activity);
        tool.locator("a[href$='/submissions']").first().click();
        student(tool, "Stu Dent One");
        grade(tool, "9", "Later than you think.");
        grader.picture("graded-by-grader");
        assertThat(course.grade(activity, Classroom.STUDENT)).doesNotContain("9");
      } finally {
        course.clearFaults();
      }
      forTeacher.locator("a[href$='course']").first().click();
      forTeacher.locator("a[href$='course/people']").click();
      course.delegate(forTeacher, "Sue Dent Three", false);
      grader.page().reload();
      course.open(grader, activity);
      assertThat(tool.locator("a[href$='/submissions']").count()).isZero();
    }
    arrives(activity, "9", "Later than you think.");
  }

  private String handedIn(String title) {
    String activity = course.assignment(title, MATERIAL);
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      tool.locator("details summary").last().click();
      tool.locator("#f-work")
          .setInputFiles(
              new com.microsoft.playwright.options.FilePayload(
                  "work.zip",
                  "application/zip",
                  Classroom.zip(Map.of("exercise.ipynb", Classroom.notebook("print(4)")))));
      tool.locator("form[action*='/hand-in/archive'] button").click();
      tool.locator("#commit").waitFor();
    }
    return activity;
  }

  private static void downloadsAll(Somebody grader, FrameLocator tool) throws IOException {
    tool.locator("tbody tr").first().waitFor();
    Download all =
        grader
            .page()
            .waitForDownload(() -> tool.locator("a[href$='/submissions/all.zip']").click());
    Path file = Path.of("target", "all.zip");
    all.saveAs(file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      List<String> names =
          zip.stream().map(ZipEntry::getName).filter(name -> !name.endsWith("/")).toList();
      assertThat(names)
          .anyMatch(name -> name.endsWith("/exercise.ipynb"))
          .allMatch(name -> name.contains("/"));
    }
  }

  private static void student(FrameLocator tool, String name) {
    tool.locator("tbody a", new FrameLocator.LocatorOptions().setHasText(name)).first().click();
    tool.locator("#f-comment").waitFor();
  }

  /**
   * Opens the student's work in an environment: that tree, which can be read and run but not
   * changed, in a home that is otherwise empty and goes with the session; no way out and no token.
   */
  private void looksOnly(Somebody grader, FrameLocator tool) {
    tool.locator("form[action$='/open'] button").click();
    FrameLocator jupyter = Classroom.running(tool);
    assertThat(tool.locator(".workbar-title").textContent()).contains("Stu Dent One · ");
    assertThat(tool.locator(".workbar-title a").getAttribute("href")).contains("/submissions/");
    assertThat(Classroom.runFirstCell(jupyter)).contains("4");
    grader.picture("reading");
    String container = Containers.ofSession(Classroom.session(grader.page())).get(0);
    assertThat(inspected(container, "{{range .Mounts}}{{.Destination}}={{.RW}} {{end}}").split(" "))
        .containsExactlyInAnyOrder("/home/user=true", "/home/user/handed-in=false");
    String files = "find . -type f -not -path './.mydocker-work/*'"; // but the helper's own lock
    assertThat(inside(container, "cd /home/user/handed-in && " + files))
        .isEqualTo("./submission/exercise.ipynb");
    assertThat(inside(container, "echo x >> /home/user/handed-in/submission/exercise.ipynb"))
        .contains("Read-only file system");
    assertThat(inside(container, "rm -r /home/user/handed-in/submission"))
        .contains("Read-only file system");
    assertThat(inside(container, "env")).contains("HOME=").doesNotContain("MYDOCKER_");
    leadsNowhere(container);

    String volumes = inspected(container, "{{range .Mounts}}{{.Name}} {{end}}");
    tool.locator("form[action$='/stop'] button").click();
    Waiting.until(
        "the scratch home and what was read in it are gone",
        Duration.ofSeconds(60),
        () ->
            Containers.docker("volume", "ls", "-q")
                .lines()
                .noneMatch(List.of(volumes.split(" "))::contains));
  }

  /** Its one interface, by which the gateway comes in, is on a bridge that leads nowhere. */
  private static void leadsNowhere(String container) {
    String[] networks =
        inspected(container, "{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}")
            .split(" ");
    assertThat(networks).hasSize(1);
    assertThat(
            Containers.docker("network", "inspect", "--format", "{{.Internal}}", networks[0])
                .strip())
        .isEqualTo("true");
    assertThat(inside(container, "ls /sys/class/net").lines()).containsExactly("eth0", "lo");
  }

  private static String inspected(String container, String what) {
    return Containers.docker("inspect", "--format", what, container).strip();
  }

  /** What a command says inside, be it content or complaint. */
  private static String inside(String container, String command) {
    return Containers.docker("exec", container, "sh", "-c", "{ " + command + "; } 2>&1 || true")
        .strip();
  }

  private static void grade(FrameLocator tool, String points, String comment) {
    tool.locator("#f-points").fill(points);
    tool.locator("#f-comment").fill(comment);
    tool.locator("form:has(#f-comment) button[type=submit]").click();
    tool.locator(".notice.good").waitFor();
  }

  private void arrives(String activity, String points, String comment) {
    Waiting.until(
        "the grade is in the platform's gradebook",
        Duration.ofSeconds(90),
        () -> course.grade(activity, Classroom.STUDENT).contains(points));
    assertThat(course.comment(activity, Classroom.STUDENT)).contains(comment);
  }
}
