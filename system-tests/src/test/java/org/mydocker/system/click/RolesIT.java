package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Containers;

/** What a teacher gets as a teacher, and what the same person gets when looking as a student. */
@AtSchool
class RolesIT {

  private static final long MIB = 1024 * 1024;

  private final Classroom course = Classroom.of(Classroom.school(), "north");

  @Test
  @Tag("CLICK-09")
  @Tag("START-02")
  void aTeacherHasASessionOfTheirOwnAndAnotherAsAStudent() {
    String activity =
        course.assignment(
            "Two roles", Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)")));
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator tool = course.open(teacher, activity);
      teacher.picture("assignment-as-teacher");
      FrameLocator jupyter = Classroom.start(tool);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      String session = Classroom.session(teacher.page());
      String asTeacher = Containers.of(Classroom.session(teacher.page()));

      tool = course.open(teacher, activity);
      tool.locator("a[href$='?as=student']").click();
      tool.locator(".notice.warn").first().waitFor();
      teacher.picture("assignment-as-student");
      jupyter = Classroom.start(tool);
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      assertThat(Classroom.session(teacher.page())).isNotEqualTo(session);
      String asStudent = Containers.of(Classroom.session(teacher.page()));

      assertThat(asStudent).isNotEqualTo(asTeacher);
      assertThat(memory(asTeacher)).isEqualTo(2048 * MIB);
      assertThat(memory(asStudent)).isEqualTo(1024 * MIB);
      assertThat(home(asTeacher)).isNotEqualTo(home(asStudent));
      assertThat(tool.locator("#hand-in").getAttribute("action"))
          .as("handed in as a student")
          .endsWith("?as=student");
      teacher.picture("session-as-student");

      assertThat(Inside.of(teacher.page()).status("sessions/" + session)).isEqualTo(200);
      assertThat(Containers.inspect(asTeacher, "{{.State.Running}}")).isEqualTo("true");
    }
  }

  private static long memory(String container) {
    return Long.parseLong(Containers.inspect(container, "{{.HostConfig.Memory}}"));
  }

  private static String home(String container) {
    return Containers.inspect(container, "{{range .Mounts}}{{.Name}}{{end}}");
  }
}
