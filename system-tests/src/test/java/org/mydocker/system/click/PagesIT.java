package org.mydocker.system.click;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Looks;

/**
 * The pages at three widths, in both languages: nothing sticks out, every form field has a name,
 * the keyboard reaches what the mouse does.
 */
class PagesIT {

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @Test
  void fitTheScreenInBothLanguages() {
    String activity =
        course.assignment("Fitting", Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    // The emulator's people 5 and 3 are English, 7 is French.
    for (String person : List.of(Classroom.STUDENT, Classroom.THIRD_STUDENT, Classroom.TEACHER)) {
      try (Somebody somebody = course.become(person)) {
        somebody.page().navigate(course.platform("/course").toString());
        Page page =
            somebody
                .context()
                .waitForPage(() -> somebody.page().getByTestId("open-window-" + activity).click());
        page.locator("main h1").waitFor();
        Looks.at(page, person + "-assignment");
        if (person.equals(Classroom.TEACHER)) {
          String assignment = page.url();
          page.navigate(assignment + "/submissions");
          Looks.at(page, "submissions");
          page.navigate(assignment + "/edit");
          Looks.at(page, "edit");
          page.navigate(assignment.replaceAll("assignments/.*", "assignments/new"));
          Looks.at(page, "new");
        }
        page.navigate(page.url().replaceAll("(/v/[^/]+/).*", "$1dashboard"));
        Looks.at(page, person + "-dashboard");
      }
    }
  }
}
