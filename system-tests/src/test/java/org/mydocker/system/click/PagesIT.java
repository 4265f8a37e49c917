package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The pages at three widths, in both languages: nothing sticks out, every form field has a name,
 * the keyboard reaches what the mouse does.
 */
class PagesIT {

  private static final List<Integer> WIDTHS = List.of(360, 768, 1280);

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
        looks(page, person + "-assignment");
        page.navigate(page.url().replaceFirst("[?].*", "") + "/hand-in");
        looks(page, person + "-hand-in");
        page.goBack();
        if (person.equals(Classroom.TEACHER)) {
          String assignment = page.url();
          page.navigate(assignment + "/submissions");
          looks(page, "submissions");
          page.navigate(assignment + "/edit");
          looks(page, "edit");
          page.navigate(assignment + "/versions");
          looks(page, "versions");
          page.navigate(assignment + "/extensions");
          looks(page, "extensions");
          groups(page, assignment.replaceAll("assignments/.*", "course/groups"));
          page.navigate(assignment.replaceAll("assignments/.*", "assignments/new"));
          looks(page, "new");
        }
        page.navigate(page.url().replaceAll("(/v/[^/]+/).*", "$1dashboard"));
        looks(page, person + "-dashboard");
      }
    }
  }

  private static void groups(Page page, String address) {
    page.navigate(address);
    page.locator("#f-name").fill("Group 1");
    page.locator("form button").first().click();
    page.locator("details.card summary").first().click();
    looks(page, "groups");
  }

  private static void looks(Page page, String name) {
    for (int width : WIDTHS) {
      page.setViewportSize(width, 900);
      assertThat(
              (Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .as(name + " fits " + width)
          .isTrue();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(
                  java.nio.file.Path.of(
                      "target", "pictures", "page-" + name + "-" + width + ".png")));
    }
    assertThat(
            (List<?>)
                page.evaluate(
                    "[...document.querySelectorAll('input:not([type=hidden]),select,textarea')].filter(f"
                        + " => !f.labels.length && !f.getAttribute('aria-label')).map(f =>"
                        + " f.name)"))
        .as(name + ": fields without a name")
        .isEmpty();
    page.keyboard().press("Tab");
    assertThat(page.evaluate("document.activeElement.className"))
        .as(name + ": first stop")
        .isEqualTo("skip");
  }
}
