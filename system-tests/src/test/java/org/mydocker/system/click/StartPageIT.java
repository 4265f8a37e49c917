package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Guest;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Made;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Registry;

/** The page that waits for a start, as a browser shows it while it changes. */
@Tag("START-03")
@AtSchool
class StartPageIT {

  private static final String WEB = "mydocker/test-web:1";
  private static final String SLOW =
      "printf '\\033[35mbegun\\033[0m\\n'; for i in $(seq 1 40); do"
          + " echo \"step $i <b>bold</b>\"; sleep 0.5; done; exec httpd -f -p 8080 -h /www";
  private static final Locator.WaitForOptions SOON =
      new Locator.WaitForOptions().setTimeout(60_000);

  private static Classroom course;
  private static String activity;
  private final Rows rows = new Rows(Classroom.school());

  @BeforeAll
  static void anActivityToComeIn() {
    course = Classroom.of(Classroom.school(), "north");
    activity = course.assignment("Waiting", Map.of("README.md", "Wait."));
  }

  /** In a window of its own, inside a visit. */
  private static Page entered(Somebody somebody) {
    somebody.page().navigate(course.platform("/course").toString());
    Page page =
        somebody
            .context()
            .waitForPage(() -> somebody.page().getByTestId("open-window-" + activity).click());
    page.locator("main h1").waitFor();
    return page;
  }

  private static String visit(Page page) {
    return page.url().replaceAll("(/v/[^/]+/).*", "$1");
  }

  private String courseOf(Page page) {
    return rows.one(
            "select cast(course as text) from site.visit where id = ?",
            UUID.fromString(page.url().replaceAll(".*/v/([^/]+)/.*", "$1")))
        .orElseThrow()
        .toString();
  }

  private Made environment(Page page, String image, String script) {
    return Made.in(rows, courseOf(page), "Slow " + UUID.randomUUID()).web(1, image, script, "");
  }

  private static void open(Page page, Made environment) {
    page.navigate(visit(page) + "environments/" + environment.id());
    page.locator("form[action$='/open'] button").click();
    page.locator("#broker-steps").waitFor();
  }

  private static void cancel(Page page) {
    page.locator("form[action$='/stop'] button").click();
    page.locator("#broker-stopped").waitFor(SOON);
  }

  @Test
  void asksAgainWhenAFrontAnsweredInTheApplicationsPlace() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      Page page = entered(student);
      AtomicInteger asked = answeredOnce(page, "**/progress", 502);
      answeredOnce(page, "**/state", 404);
      AtomicInteger pages = new AtomicInteger();
      page.onRequest(
          request -> {
            if (request.url().endsWith("/start")) {
              pages.incrementAndGet();
            }
          });
      open(page, environment(page, WEB, "sleep 3; exec httpd -f -p 8080 -h /www"));
      page.locator("#interface").waitFor(SOON);
      assertThat(asked.get()).isGreaterThan(1);
      assertThat(pages.get()).as("loaded once, whatever the server without us says").isEqualTo(1);
      Inside.of(page).post("sessions/" + Classroom.session(page) + "/stop");
    }
  }

  /** Answers the first request in the application's place; how many there were. */
  private static AtomicInteger answeredOnce(Page page, String address, int status) {
    AtomicInteger asked = new AtomicInteger();
    page.route(
        address,
        route -> {
          if (asked.getAndIncrement() == 0) {
            route.fulfill(new Route.FulfillOptions().setStatus(status));
          } else {
            route.resume();
          }
        });
    return asked;
  }

  @Test
  void showsTheLastLinesOfWhatStartsAndShowsThemAgainAfterAReload() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      Page page = entered(student);
      Made made = environment(page, WEB, SLOW);
      open(page, made);
      String start = page.url();
      Locator log = page.locator("#broker-log");
      log.getByText("step 2 <b>bold</b>").waitFor(SOON);
      assertThat(log.textContent()).contains("begun\nstep 1 <b>bold</b>").doesNotContain("\u001b");
      assertThat(log.locator("b").count()).isZero();
      assertThat(page.locator("main").textContent()).contains("This usually takes 5 s.");
      pictures(page, "en");

      page.reload();
      log.getByText("step 3 <b>bold</b>").waitFor(SOON);
      log.getByText("step 25").waitFor(SOON);
      assertThat(log.textContent().lines().toList()).hasSizeBetween(18, 20);

      assertThat(page.locator("#broker-now").getAttribute("aria-live")).isEqualTo("polite");
      assertThat(page.locator("#broker-now").textContent().strip())
          .as("what is read aloud is the step, not each line")
          .isEqualTo("Starting");
      assertThat(page.locator("#broker-log").getAttribute("aria-labelledby"))
          .isEqualTo("broker-log-title");
      assertThat(reachable(page)).contains("broker-log").last().isEqualTo("stop");

      Guest stranger = stranger();
      String session = start.replaceAll(".*/sessions/([^/]+)/.*", "$1");
      for (String at : List.of("/start", "/progress", "/state", "/logs")) {
        assertThat(stranger.get("sessions/" + session + at).status()).as(at).isIn(403, 404);
      }
      page.locator("#interface").waitFor(SOON);
      student.picture("after-a-slow-start");
      page.locator("form[action$='/stop'] button").click();
    }
  }

  /** The ids, or last words of the addresses, that the keyboard comes to one after the other. */
  private static List<String> reachable(Page page) {
    List<String> stops = new ArrayList<>();
    page.evaluate("document.activeElement.blur()");
    for (int i = 0; i < 25; i++) {
      page.keyboard().press("Tab");
      String stop =
          (String)
              page.evaluate(
                  "(e => e.id || (e.form ? e.form.action.replace(/.*\\//, '') : ''))(document.activeElement)");
      stops.add(stop);
      if (stop.equals("stop")) {
        break;
      }
    }
    return stops;
  }

  /** By a second registration there; the clicks of that institution go on with its first. */
  private static Guest stranger() {
    Classroom.of(Classroom.school(), "south");
    Platform south = Platform.register(Classroom.school(), "south");
    return Guest.of(south, south.launch(new HttpBrowser(), "5"));
  }

  @Test
  void isInFrenchForWhoReadsFrench() {
    try (Somebody student = course.become(Classroom.THIRD_STUDENT)) {
      Page page = entered(student);
      open(page, environment(page, WEB, SLOW));
      page.locator("#broker-log").getByText("step 2 <b>bold</b>").waitFor(SOON);
      assertThat(page.locator("main").textContent())
          .contains("Ses dernières lignes", "Cela prend d’habitude 5 s", "démarre");
      assertThat(page.locator("#broker-now").textContent().strip()).isEqualTo("Démarrage");
      pictures(page, "fr");
      cancel(page);
    }
  }

  @Test
  void showsTheBytesOfOnePullToAllWhoWaitForIt() {
    try (Registry registry = new Registry();
        Somebody student = course.become(Classroom.STUDENT);
        Somebody other = course.become(Classroom.THIRD_STUDENT)) {
      Page page = entered(student);
      Made made = environment(page, registry.image(), "true");
      open(page, made);
      shows(page, "Fetched \\d\\.\\d of 4\\.\\d MiB");
      page.reload();
      shows(page, "Fetched \\d\\.\\d of 4\\.\\d MiB");
      assertThat(page.locator("#broker-bar").getAttribute("aria-label"))
          .isEqualTo("Fetching the software");
      assertThat(page.locator("#broker-now").textContent()).doesNotContain("MiB");
      Page second = entered(other);
      open(second, made);
      shows(second, "\\d,\\d Mio récupérés sur 4,\\d");
      pictures(page, "pull-en");
      pictures(second, "pull-fr");
      assertThat(registry.fetched()).isEqualTo(1);
      cancel(page);
      cancel(second);
    }
  }

  private static void shows(Page page, String pattern) {
    page.locator("#broker-bytes").waitFor(SOON);
    assertThat(page.locator("#broker-bytes").textContent()).containsPattern(pattern);
  }

  @Test
  void showsThePlaceInTheQueue() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      Page page = entered(student);
      List<String> waiting = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        open(page, environment(page, WEB, SLOW));
        waiting.add(page.url());
      }
      page.locator("#broker-now").getByText("Your place in the queue: 2").waitFor(SOON);
      pictures(page, "queue");
      page.locator("#broker-log")
          .waitFor(
              new Locator.WaitForOptions()
                  .setTimeout(120_000)
                  .setState(WaitForSelectorState.VISIBLE));
      for (String one : waiting) {
        page.navigate(one);
        page.locator("form[action$='/stop'] button").first().click();
      }
    }
  }

  private static void pictures(Page page, String name) {
    for (int width : List.of(360, 768, 1280)) {
      page.setViewportSize(width, 900);
      assertThat(
              (Boolean) page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
          .as(name + " fits " + width)
          .isTrue();
      page.screenshot(
          new Page.ScreenshotOptions()
              .setFullPage(true)
              .setPath(Path.of("target", "pictures", "start-" + name + "-" + width + ".png")));
    }
  }
}
