package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.mydocker.system.site.GitHost;

/** A teacher puts an environment and its assignment into the course, by deep linking. */
@AtSchool
class CreatingIT {

  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print(1 + 1)"), "README.md", "# Read me\n");

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @Test
  @Tag("CLICK-02")
  void addsAnAssignmentFromAZipWithItsGradeColumn() {
    String activity = course.assignment("From a zip", MATERIAL);
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      teacher.page().navigate(course.platform("/course").toString());
      assertThat(teacher.page().getByTestId("activity-" + activity).textContent())
          .contains("From a zip");
      teacher.page().navigate(course.platform("/gradebook").toString());
      assertThat(teacher.page().getByTestId("gradebook").textContent())
          .contains("From a zip")
          .contains("20");
      FrameLocator tool = course.open(teacher, activity);
      assertThat(tool.locator("dl.facts").textContent()).contains("20");
      dueInAWeek(tool);
    }
  }

  @Test
  @Tag("CLICK-02")
  @ResourceLock("the Git host")
  void addsAnAssignmentFromAGitRepository() throws IOException {
    GitHost.shared().commit(MATERIAL);
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator form = course.newAssignment(teacher);
      Classroom.describe(form, "From Git");
      form.locator("input[name=material][value=git]").check();
      form.locator("#f-git_url").fill(GitHost.shared().url().toString());
      form.locator("#f-git_ref").fill("main");
      String activity = course.create(teacher, form);
      teacher.page().navigate(course.platform("/course").toString());
      assertThat(teacher.page().getByTestId("activity-" + activity).textContent())
          .contains("From Git");
      teacher.page().navigate(course.platform("/gradebook").toString());
      assertThat(teacher.page().getByTestId("gradebook").textContent()).contains("From Git");
      FrameLocator tool = course.open(teacher, activity);
      assertThat(tool.locator("dl.facts").textContent()).contains("20");
      dueInAWeek(tool);
      tool.locator("details summary").last().click();
      Download files =
          teacher.page().waitForDownload(() -> tool.locator("a[href$='/work.zip']").click());
      Path file = Path.of("target", "from-git.zip");
      files.saveAs(file);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        assertThat(zip.stream().map(ZipEntry::getName))
            .anyMatch(name -> name.endsWith("README.md"))
            .anyMatch(name -> name.endsWith("exercise.ipynb"));
      }
      tool.locator("a[href$='/versions']").click();
      tool.locator("tbody tr").first().waitFor();
      assertThat(tool.locator("tbody").textContent()).contains("1");
    }
  }

  /** What {@link Classroom#describe} typed is what the page says. */
  private static void dueInAWeek(FrameLocator tool) {
    String due = tool.locator("dl.facts time").first().getAttribute("datetime");
    assertThat(Instant.parse(due))
        .isBetween(Instant.now().plus(Duration.ofDays(6)), Instant.now().plus(Duration.ofDays(8)));
  }

  @Test
  void refusesOtherThanHttpsAndKeepsWhatWasTyped() {
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator form = course.newAssignment(teacher);
      Classroom.describe(form, "Typed with care");
      form.locator("input[name=material][value=git]").check();
      form.locator("#f-git_url").fill("file:///etc/passwd");
      form.locator("form[data-assignment-form] button[type=submit]").click();
      form.locator("#problems").waitFor();
      assertThat(form.locator("#f-title").inputValue()).isEqualTo("Typed with care");
      assertThat(form.locator("#f-points").inputValue()).isEqualTo("20");
      teacher.picture("refused-url");
    }
  }
}
