package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.options.FilePayload;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The teacher mends the material while a student works on it. */
@AtSchool
class UpdatingIT {

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @Test
  @Tag("CLICK-07")
  @Tag("ACT-05")
  void bringsTheCorrectionAndKeepsTheStudentsOwnChanges() {
    String activity =
        course.assignment(
            "Corrected",
            Map.of(
                "notes.txt",
                "one\ntwo\nthree\nfour\nfive\n",
                "exercise.ipynb",
                Classroom.notebook("print(5)")));
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      Classroom.start(tool).locator("body").waitFor();
      String folder = Classroom.folder(student.page());
      Classroom.write(
          student.page(), folder + "/notes.txt", "one\nTWO of the student\nthree\nfour\nfive\n");

      publish(
          activity,
          Map.of(
              "notes.txt", "one\ntwo of the teacher\nthree\nfour\nfive, corrected\n",
              "exercise.ipynb", Classroom.notebook("print(5)"),
              "hint.txt", "A hint.\n"));

      FrameLocator again = course.open(student, activity);
      Classroom.start(again).locator("body").waitFor();
      assertThat(Classroom.read(student.page(), folder + "/notes.txt"))
          .isEqualTo("one\nTWO of the student\nthree\nfour\nfive, corrected\n");
      assertThat(Classroom.read(student.page(), folder + "/hint.txt")).isEqualTo("A hint.\n");

      FrameLocator page = course.open(student, activity);
      assertThat(page.locator(".notice.warn").textContent())
          .contains("notes.txt")
          .contains("yours were kept");
      student.picture("updated");
    }
  }

  private void publish(String activity, Map<String, String> files) {
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator tool = course.open(teacher, activity);
      tool.locator("a[href$='/versions']").click();
      tool.locator("input[name=material][value=archive]").check();
      tool.locator("#f-archive")
          .setInputFiles(new FilePayload("new.zip", "application/zip", Classroom.zip(files)));
      tool.locator("form[action*='/versions?'] button[type=submit]").click();
      tool.locator(".notice.good").waitFor();
      teacher.picture("versions");
    }
  }
}
