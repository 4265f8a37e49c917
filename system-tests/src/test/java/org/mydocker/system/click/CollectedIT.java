package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** What is taken of those who began and did not hand in. */
@AtSchool
class CollectedIT {

  private final Site site = Classroom.school();
  private final Classroom course = Classroom.of(site, "north");
  private final Rows rows = new Rows(site);

  @Test
  @Tag("ACT-13")
  void atTheDueDateTheWorkingCopyIsTakenAndIsNoSubmission() throws IOException {
    String activity =
        course.assignment(
            "Forgotten", Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)")));
    try (Somebody forgets = course.become(Classroom.STUDENT);
        Somebody handsIn = course.become(Classroom.OTHER_STUDENT);
        Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator tool = course.open(forgets, activity);
      Classroom.start(tool)
          .locator("#save-notbook button")
          .waitFor(new Locator.WaitForOptions().setTimeout(120_000));
      Classroom.write(forgets.page(), Classroom.folder(forgets.page()) + "/half.txt", "half of it");
      FrameLocator other = course.open(handsIn, activity);
      String assignment =
          Inside.of(handsIn.page()).path().replaceFirst("assignments/([0-9a-f-]{36}).*", "$1");
      Classroom.start(other);
      other.locator("#hand-in button").click();
      other.locator("#commit").waitFor();

      due(teacher, activity);
      UUID id = UUID.fromString(assignment);
      Waiting.until(
          "the due date has passed and what is due was taken",
          Duration.ofSeconds(200),
          () -> rows.one(COLLECTED + " where w.assignment = ?", id).isPresent());
      assertThat(rows.all(COLLECTED + " where w.assignment = ?", id))
          .as("of who did not hand in alone")
          .hasSize(1);
      assertThat(
              rows.all(
                  "select s.id from assignment.submission s join assignment.student_work w"
                      + " on s.work = w.id where w.assignment = ?",
                  id))
          .as("what was taken is no submission")
          .hasSize(1);

      assertThat(course.open(forgets, activity).locator("dl.facts").textContent())
          .doesNotContain("handed in");
      FrameLocator list = course.open(teacher, activity);
      list.locator("a[href$='/submissions']").first().click();
      assertThat(list.locator("h1 + p").textContent()).contains("Handed in: 1 of");
      teacher.picture("auto-collected");
      Download taken =
          teacher
              .page()
              .waitForDownload(() -> list.locator("a[href$='/auto-collected.zip']").click());
      Path file = Path.of("target", "auto-collected.zip");
      taken.saveAs(file);
      try (ZipFile zip = new ZipFile(file.toFile())) {
        assertThat(zip.stream().map(ZipEntry::getName))
            .anyMatch(name -> name.endsWith("/half.txt"))
            .anyMatch(name -> name.endsWith("/exercise.ipynb"));
      }
    }
  }

  private static final String COLLECTED =
      "select a.id from assignment.auto_collected a join assignment.student_work w on a.work ="
          + " w.id";

  /** The teacher moves the due date to a minute that is about to end. */
  private void due(Somebody teacher, String activity) {
    FrameLocator tool = course.open(teacher, activity);
    tool.locator("a[href$='/edit']").click();
    tool.locator("#f-due")
        .fill(
            LocalDateTime.now(ZoneOffset.UTC)
                .plusMinutes(1)
                .format(DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm")));
    tool.locator("form[data-assignment-form] button[type=submit]").click();
    tool.locator(".notice.good").waitFor();
  }
}
