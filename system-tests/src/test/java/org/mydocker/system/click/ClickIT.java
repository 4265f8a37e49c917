package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Containers;

/** From the course page to a running notebook, and what is handed in: the click itself. */
@AtSchool
class ClickIT {

  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)"), "data/values.csv", "a,b\n1,2\n");

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @Test
  @Tag("CLICK-03")
  void opensTheTeachersNotebookRunsItAndSavesItByJupytersOwnButton() {
    String activity = course.assignment("Multiplying", MATERIAL);
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      assertThat(tool.locator("h1").textContent()).isEqualTo("Multiplying");
      student.picture("assignment");
      tool.locator("form[action*='/open'] button").click();
      tool.locator("#broker-steps").waitFor(); // the start, told live
      FrameLocator jupyter = Classroom.running(tool);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      String data = Classroom.folder(student.page()) + "/data/values.csv";
      assertThat(Classroom.read(student.page(), data)).isEqualTo("a,b\n1,2\n");
      Classroom.save(jupyter);
      student.picture("notebook");

      Page second = student.tab();
      second.navigate(course.platform("/course").toString());
      second.getByTestId("open-iframe-" + activity).click();
      FrameLocator again = second.frameLocator("[data-testid=tool-frame]");
      FrameLocator same = Classroom.start(again);
      assertThat(same.locator(".code_cell .output_subarea").first().textContent().strip())
          .isEqualTo("42");
      assertThat(Classroom.session(second)).isEqualTo(Classroom.session(student.page()));
      assertThat(Containers.ofSession(Classroom.session(student.page()))).hasSize(1);
    }
  }
}
