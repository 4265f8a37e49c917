package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** What runs goes on through a restart of the service, and work is there after a stop. */
@AtSchool
class GoingOnIT {

  @Test
  @Tag("CLICK-05")
  void findsTheWorkAgainAfterAStopAndGoesOnThroughARestartOfTheService() {
    Site site = Classroom.school();
    Classroom course = Classroom.of(site, "north");
    String activity =
        course.assignment(
            "Stopped and restarted",
            Map.of("exercise.ipynb", Classroom.notebook("print('hello')")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("hello");
      Classroom.save(jupyter);
      String session = Classroom.session(student.page());
      String container = String.join("", Containers.ofSession(session));
      assertThat(container).isNotBlank();

      site.killApplication();
      site.startApplication();
      FrameLocator again = course.open(student, activity);
      FrameLocator same = Classroom.start(again);
      assertThat(same.locator(".code_cell .output_subarea").first().textContent().strip())
          .isEqualTo("hello");
      assertThat(Containers.ofSession(Classroom.session(student.page())))
          .containsExactly(container);

      again.locator("form[action$='/stop'] button").click();
      again.locator("form[action$='/restart'] button").waitFor();
      Waiting.until(
          "the container is gone",
          Duration.ofSeconds(30),
          () -> Containers.ofSession(session).isEmpty());
      student.picture("stopped");
      again.locator("form[action$='/restart'] button").click();
      FrameLocator reopened = Classroom.running(again);
      assertThat(reopened.locator(".code_cell .output_subarea").first().textContent().strip())
          .isEqualTo("hello");
    }
  }
}
