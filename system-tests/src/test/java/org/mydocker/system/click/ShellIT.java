package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The bar around a running interface; how it warns and what it says of a stop is in LimitsIT. */
@AtSchool
class ShellIT {

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @Test
  @Tag("WEB-03")
  void saysWhatWasSavedAndAsksBeforeUnsavedWorkIsHandedIn() {
    String activity =
        course.assignment("Unsaved", Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      assertThat(tool.locator(".workbar-title").textContent()).contains("Unsaved");
      assertThat(tool.locator("#due + span").textContent()).contains("left");
      for (String act : new String[] {"Hand in", "Restart", "Stop"}) {
        assertThat(Classroom.button(tool, act).isVisible()).as(act).isTrue();
      }
      assertThat(tool.locator("#new-tab").isVisible()).isTrue();
      assertThat(tool.locator("#shell-help summary").isVisible()).isTrue();

      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      Classroom.button(tool, "Hand in").click();
      tool.locator("#shell-notice-text").getByText("saved nothing yet").waitFor();

      tool.locator("#broker-shell").evaluate("page => page.ownerDocument.location.reload()");
      tool.locator("#shell-notice-text")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
      Classroom.running(tool);
      Classroom.button(tool, "Hand in").click();
      tool.locator("#shell-notice-text").getByText("saved nothing yet").waitFor();
      assertThat(Classroom.button(tool, "Hand in what is saved").isVisible()).isTrue();
      student.picture("asks-before-unsaved");
      tool.locator("#dismiss").click();

      Classroom.ready(jupyter);
      Classroom.save(jupyter);
      tool.locator("#saved")
          .getByText(Pattern.compile("Saved [0-9]{2}:[0-9]{2}"))
          .waitFor(new Locator.WaitForOptions().setTimeout(20_000));
      double before = tool.locator("#hand-in button").boundingBox().x;
      student.picture("shell-1280");
      student.page().setViewportSize(768, 900);
      student.picture("shell-768");
      student.page().setViewportSize(360, 700);
      tool.locator("#new-tab")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
      tool.locator("#more > summary").click();
      assertThat(tool.locator("#new-tab").isVisible()).isTrue();
      student.picture("shell-360");
      Classroom.button(tool, "Hand in").click();
      tool.locator("#received").waitFor();

      student.page().setViewportSize(1280, 900);
      tool = course.open(student, activity);
      Classroom.start(tool);
      tool.locator("#handed-in")
          .getByText(Pattern.compile("^Handed in\\s+[0-9]+ [A-Z][a-z]+, [0-9]{2}:[0-9]{2}$"))
          .waitFor();
      assertThat(tool.locator("#hand-in button").boundingBox().x).isEqualTo(before);
      assertThat(tool.locator(".workbar").boundingBox().height).as("one line").isLessThan(50);
      student.picture("shell-handed-in");
    }
  }

  /** Jupyter sends nothing of it until it saves by itself, minutes later. */
  @Test
  @Tag("WEB-03")
  void asksAboutWhatWasTypedAndNeitherRunNorSaved() {
    String activity =
        course.assignment("Typed", Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("1");
      Classroom.ready(jupyter);
      Classroom.save(jupyter);
      tool.locator("#saved").waitFor(new Locator.WaitForOptions().setTimeout(20_000));
      jupyter.locator(".code_cell .CodeMirror").first().click();
      student.page().keyboard().type("print(2)");
      Classroom.button(tool, "Hand in").click();
      tool.locator("#shell-notice-text").getByText("after your last save").waitFor();
      student.picture("asks-about-what-was-typed");
      Classroom.save(jupyter);
      tool.locator("#shell-notice")
          .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
      Classroom.button(tool, "Hand in").click();
      tool.locator("#received").waitFor();
    }
  }

  @Test
  @Tag("WEB-03")
  void opensTheInterfaceInATabOfItsOwn() {
    String activity =
        course.assignment("In a tab", Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      Classroom.start(tool);
      Page tab = student.page().waitForPopup(() -> tool.locator("#new-tab").click());
      tab.locator("#ipython-main-app, #header").first().waitFor();
      assertThat(URI.create(tab.url()).getHost()).endsWith(".localhost");
    }
  }

  @Test
  @Tag("WEB-03")
  void showsTheLogInTheSameFrameWithAWayBackAndAsksNobodyWhoTouchedNothing() {
    String activity =
        course.assignment("Logged", Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      Classroom.start(tool);
      tool.locator("#more > summary").click();
      tool.locator("#log").click();
      tool.locator("main pre").getByText("Jupyter").first().waitFor();
      assertThat(student.context().pages()).hasSize(1);
      tool.locator("main a[href*='/sessions/']").click();
      Classroom.running(tool).locator(".kernel_idle_icon").first().waitFor();
      Classroom.button(tool, "Hand in").click();
      tool.locator("#received").waitFor();
    }
  }

  @Test
  @Tag("WEB-03")
  void isOneLineInFrenchAndItsSheetsAreWhole() {
    Classroom south = Classroom.of(Classroom.school(), "south");
    String activity =
        south.assignment(
            "Une somme dont le titre est plutôt long",
            Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    try (Somebody student = south.become(Classroom.OTHER_STUDENT, "fr-FR", "Europe/Paris")) {
      FrameLocator tool = south.open(student, activity);
      FrameLocator jupyter = Classroom.start(tool);
      Classroom.ready(jupyter);
      jupyter.locator("#save-notbook button").click();
      tool.locator("#saved").getByText("Enregistré").waitFor();
      assertThat(tool.locator(".workbar").boundingBox().height).as("one line").isLessThan(50);
      student.picture("shell-fr-1280");
      for (String sheet : List.of("#shell-help", "#more")) {
        tool.locator(sheet + " > summary").click();
        BoundingBox whole = tool.locator(sheet + " > .workbar-sheet").boundingBox();
        assertThat(whole.x).isNotNegative();
        assertThat(whole.x + whole.width).isLessThanOrEqualTo(1280);
        student.picture("shell-fr" + sheet.replace('#', '-'));
      }
      tool.locator("#broker-reset > summary").click();
      student.picture("shell-fr-reset");
      for (int width : new int[] {1024, 768, 360}) {
        student.page().setViewportSize(width, 800);
        assertThat(tool.locator("#hand-in button").isVisible()).isTrue();
        student.picture("shell-fr-" + width);
      }
    }
  }

  @Test
  void saysMomentsInTheReadersOwnTimeZone() {
    String activity =
        course.assignment("Far away", Map.of("exercise.ipynb", Classroom.notebook("print(1)")));
    try (Somebody student = course.become(Classroom.STUDENT, "en-GB", "Pacific/Auckland")) {
      FrameLocator tool = course.open(student, activity);
      Locator due = tool.locator("dl.facts time").first();
      due.getByText(Pattern.compile("GMT\\+1[23]|NZ[SD]T")).waitFor();
    }
  }
}
