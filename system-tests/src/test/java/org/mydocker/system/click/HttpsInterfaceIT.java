package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Site;

/**
 * An environment whose interface speaks HTTPS alone, with a certificate that it signed itself: the
 * same notebook, told to do so. The start waits for its first answer, the browser goes on by
 * itself, and pages, writing and WebSockets work in the LMS's frame.
 */
@AtSchool
class HttpsInterfaceIT {

  private static Site site;
  private static final String TITLE = "Notebook by HTTPS";

  /** It is slow to listen, so that a start that did not wait would show nothing. */
  private static final String SERVE =
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=nobody"
          + " -keyout /tmp/key.pem -out /tmp/cert.pem 2>/dev/null; sleep 2;"
          + " exec jupyter-notebook --certfile=/tmp/cert.pem --keyfile=/tmp/key.pem";

  private static Classroom course;
  private static String activity;

  @BeforeAll
  static void anAssignmentInIt() {
    site = Classroom.school();
    course = Classroom.of(site, "north");
    Laid.environment(site, TITLE, true, "sh", "-c", SERVE);
    try (Somebody teacher = course.become(Classroom.TEACHER)) {
      FrameLocator form = course.newAssignment(teacher);
      Classroom.describe(form, "By HTTPS");
      form.locator("#f-environment").selectOption(new SelectOption().setLabel(TITLE));
      form.locator("input[name=material][value=archive]").check();
      form.locator("#f-archive")
          .setInputFiles(
              new FilePayload(
                  "material.zip",
                  "application/zip",
                  Classroom.zip(Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)")))));
      activity = course.create(teacher, form);
    }
  }

  @Test
  @Tag("START-05")
  void opensByItselfAtTheFirstAnswerAndRunsACellOverItsSocket() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      ConcurrentLinkedQueue<String> sockets = new ConcurrentLinkedQueue<>();
      student.page().onWebSocket(socket -> sockets.add(socket.url()));
      FrameLocator jupyter = Classroom.start(course.open(student, activity));
      assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
      assertThat(sockets).anyMatch(address -> address.contains("/channels"));
      Classroom.write(
          student.page(), Classroom.folder(student.page()) + "/notes.txt", "kept by HTTPS");
      assertThat(Classroom.read(student.page(), Classroom.folder(student.page()) + "/notes.txt"))
          .isEqualTo("kept by HTTPS");
      String container = Containers.of(Classroom.session(student.page()));
      assertThat(scheme(container)).as("it speaks nothing else").isEqualTo("https");
    }
  }

  /** Which of the two gets an answer inside of the container. */
  private static String scheme(String container) {
    return Containers.python(
            container,
            """
            import http.client, ssl, urllib.request
            trusting = ssl._create_unverified_context()
            for scheme in ('http', 'https'):
                try:
                    urllib.request.urlopen(scheme + '://127.0.0.1:8888/api', timeout=5, context=trusting)
                    print(scheme)
                except (OSError, http.client.HTTPException):
                    pass
            """)
        .strip();
  }
}
