package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Request;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mydocker.system.site.Containers;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/** What was handed in is there for good; what runs goes on. */
class HandingInIT {

  private static final Map<String, String> MATERIAL =
      Map.of("exercise.ipynb", Classroom.notebook("print('hello')"));

  @ParameterizedTest
  @EnumSource(Database.class)
  @Tag("CLICK-04")
  @Tag("DATA-02")
  void keepsWhatWasAcknowledgedThroughAKill(Database database) throws Exception {
    try (Site site = Site.start(database, Map.of())) {
      Classroom course = Classroom.of(site, "north");
      String activity = course.assignment("Handed in and killed", MATERIAL);
      try (Somebody student = course.become(Classroom.STUDENT)) {
        List<String> launches = new ArrayList<>();
        student.page().onRequest(request -> remember(request, launches));
        FrameLocator tool = course.open(student, activity);
        FrameLocator jupyter = Classroom.start(tool);
        Classroom.runFirstCell(jupyter);
        Classroom.save(jupyter);
        Classroom.write(
            student.page(),
            Classroom.folder(student.page()) + "/new file é.txt",
            "made by the student");
        tool.locator("#hand-in button").click();
        tool.locator("#commit").waitFor();
        site.killApplication();

        String commit = tool.locator("#commit").textContent();
        student.picture("receipt-" + database);
        assertThat(commit).matches("[0-9a-f]{40}");
        assertThat(tool.locator("table").textContent())
            .contains("new file é.txt")
            .contains("exercise.ipynb");
        site.startApplication();
        FrameLocator after = course.open(student, activity);
        assertThat(after.locator("table").textContent()).contains(commit.substring(0, 7));
        assertThat(replay(site, launches.get(0)).statusCode()).isEqualTo(401);
      }
    }
  }

  @Test
  @Tag("CLICK-05")
  void findsTheWorkAgainAfterAStopAndGoesOnThroughARestartOfTheService() {
    Site site = Classroom.school();
    Classroom course = Classroom.of(site, "north");
    String activity = course.assignment("Stopped and restarted", MATERIAL);
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

  private static void remember(Request request, List<String> launches) {
    if (request.url().endsWith("/lti/launch") && request.method().equals("POST")) {
      launches.add(request.postData());
    }
  }

  private static HttpResponse<String> replay(Site site, String form)
      throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(site.url() + "/lti/launch"))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
