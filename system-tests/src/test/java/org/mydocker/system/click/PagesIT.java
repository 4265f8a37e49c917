package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Looks;

/**
 * The pages at three widths, in both languages: nothing sticks out, every form field has a name,
 * the keyboard reaches what the mouse does.
 */
@AtSchool
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
        page.navigate(page.url().replaceFirst("[?].*", "") + "/hand-in");
        Looks.at(page, person + "-hand-in");
        page.goBack();
        if (person.equals(Classroom.TEACHER)) {
          String assignment = page.url();
          page.navigate(assignment + "/submissions");
          Looks.at(page, "submissions");
          page.navigate(assignment + "/edit");
          Looks.at(page, "edit");
          page.navigate(assignment + "/versions");
          Looks.at(page, "versions");
          page.navigate(assignment + "/extensions");
          Looks.at(page, "extensions");
          groups(page, assignment.replaceAll("assignments/.*", "course/groups"));
          page.navigate(assignment.replaceAll("assignments/.*", "assignments/new"));
          Looks.at(page, "new");
        }
        page.navigate(page.url().replaceAll("(/v/[^/]+/).*", "$1dashboard"));
        Looks.at(page, person + "-dashboard");
      }
    }
  }

  @Test
  void ofGuestsFitToo() {
    String activity =
        course.assignment("Together", Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    try (Somebody owner = course.become(Classroom.STUDENT);
        Somebody guest = course.become(Classroom.THIRD_STUDENT);
        Somebody teacher = course.become(Classroom.TEACHER)) {
      Page own = window(owner, activity);
      String guests = opened(own) + "/guests";
      String session = Classroom.session(own);
      own.navigate(guests);
      Looks.at(own, "guests-none");
      own.locator("form[action$='/invite'] button").click();
      String link = own.inputValue("#link");
      Looks.at(own, "guests-link");

      Page page = window(guest, activity);
      page.navigate(opened(page) + "/guests");
      Looks.at(page, "guests-french");
      page.navigate(link);
      Looks.at(page, "invitation-french");
      page.locator("form[action*='/guest/'] button").click();
      page.locator("#interface").waitFor();
      assertThat(page.locator("#guest-of").isVisible()).isTrue();
      assertThat(page.locator("form[action$='/stop']").count()).isZero();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(java.nio.file.Path.of("target", "pictures", "page-guest-inside.png")));

      Page helper = window(teacher, activity);
      helper.navigate(Classroom.school().url("/help/" + session).toString());
      Looks.at(helper, "help");
      helper.fill("#reason", "You asked in the forum");
      helper.locator("form[action$='/help'] button").click();
      helper.locator("#interface").waitFor();

      own.navigate(guests);
      assertThat(own.locator(".card").count()).isEqualTo(2);
      Looks.at(own, "guests-two");
      own.setViewportSize(1280, 900);
      own.navigate(guests.replace("/guests", ""));
      own.locator("#company").getByText("In this session with you").waitFor();
      own.screenshot(
          new Page.ScreenshotOptions()
              .setPath(java.nio.file.Path.of("target", "pictures", "page-owner-with-guests.png")));
    }
  }

  private Page window(Somebody somebody, String activity) {
    somebody.page().navigate(course.platform("/course").toString());
    Page page =
        somebody
            .context()
            .waitForPage(() -> somebody.page().getByTestId("open-window-" + activity).click());
    page.locator("main h1").waitFor();
    return page;
  }

  /** Opens the assignment's environment; the address of its shell page. */
  private static String opened(Page page) {
    page.locator("form[action*='/open'] button").click();
    page.locator("#interface")
        .waitFor(new com.microsoft.playwright.Locator.WaitForOptions().setTimeout(90_000));
    return page.url().replaceAll("[?#].*", "");
  }

  private static void groups(Page page, String address) {
    page.navigate(address);
    page.locator("#f-name").fill("Group " + UUID.randomUUID());
    page.locator("form button").first().click();
    page.locator("details.card").first().evaluate("card => card.open = true");
    Looks.at(page, "groups");
  }
}
