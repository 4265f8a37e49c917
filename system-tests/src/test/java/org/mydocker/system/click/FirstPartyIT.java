package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.Site;

/**
 * From the frame in the course page into a tab of one's own, where the dashboard and join links
 * work; and what is said to who comes without.
 */
@AtSchool
class FirstPartyIT {

  private static Site site;
  private static Classroom course;
  private static String activity;
  private static String join;

  @BeforeAll
  static void anAssignmentAndAJoinLink() {
    site = Classroom.school();
    course = Classroom.of(site, "north");
    activity =
        course.assignment(
            "In a tab of its own",
            Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)"), "notes.txt", "read me"));
    join = joinLink();
  }

  /** The administrator's link leads to the environments too, and these say their join links. */
  private static String joinLink() {
    String link = site.command("admin-link", "{}").get("url").asText();
    try (BrowserContext administrator = Browser.shared().person("en-GB")) {
      Page page = administrator.newPage();
      page.navigate(link);
      assertThat(page.locator("h1").textContent()).isEqualTo("Administration");
      page.locator(".brand").click();
      page.locator("a[href*='/environments/']").first().click();
      return page.locator("dd code").textContent();
    }
  }

  @Test
  @Tag("CLICK-11")
  @Tag("SIGN-02")
  @Tag("ENV-02")
  void aTabOfItsOwnHasTheDashboardAndJoinLinksWithAPath() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      student.picture("assignment-with-pop-out");
      String framed = Inside.of(student.page()).visit();
      List<String> codes = new ArrayList<>();
      student
          .context()
          .onRequest(
              request -> {
                if (request.url().contains("/enter/")) {
                  codes.add(request.url());
                }
              });
      Page tab = student.page().waitForPopup(() -> popOut(tool).click());
      tab.locator("h1").waitFor();
      Inside own = Inside.of(tab);
      assertThat(tab.locator("h1").textContent()).isEqualTo("In a tab of its own");
      assertThat(own.visit()).isNotEqualTo(framed);
      assertThat(popOut(tab).count()).as("nothing to pop out of").isZero();
      assertThat(tab.url()).doesNotContain("enter");
      assertThat(codes).hasSize(1);
      assertThat(student.tab().navigate(codes.get(0)).status()).isEqualTo(410);

      Classroom.start(tool).locator(".code_cell").first().waitFor();
      String folder = Classroom.folder(student.page());
      tab.navigate(site.url().toString());
      assertThat(tab.locator("h1").textContent()).isEqualTo("Dashboard");
      assertThat(tab.locator(".cards").first().textContent())
          .contains("In a tab of its own", "Notebook", "running");
      picture(tab, "dashboard");

      tab.navigate(join + "/edit/" + folder + "/notes.txt?from=link");
      assertThat(tab.locator("h1").textContent()).isEqualTo("Notebook");
      picture(tab, "join");
      tab.locator("form[action$='/open'] button").click();
      Classroom.running(tab).getByText("read me").waitFor();
      assertThat(tab.frames())
          .anyMatch(frame -> frame.url().endsWith("/edit/" + folder + "/notes.txt?from=link"));
      picture(tab, "join-opened");
      assertThat(Classroom.session(tab)).isNotEqualTo(Classroom.session(student.page()));
    }
  }

  @Test
  @Tag("SES-04")
  @Tag("B-05")
  void aCodeIsGoodForAMinuteAndAtOneOriginOnly() throws Exception {
    Codes codes = new Codes(site);
    try (Somebody student = course.become(Classroom.STUDENT)) {
      String late = code(student);
      assertThat(codes.left("pop-out")).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(60));
      codes.age("pop-out", Duration.ofSeconds(61));
      assertThat(student.tab().navigate(site.url(late).toString()).status()).isEqualTo(410);

      String led = code(student);
      HttpResponse<String> elsewhere =
          site.get(URI.create("http://127.0.0.1:" + site.port() + led));
      assertThat(elsewhere.statusCode()).isEqualTo(410);
      assertThat(elsewhere.headers().map()).doesNotContainKey("set-cookie");
      assertThat(elsewhere.body()).contains(site.url().toString());
      assertThat(student.tab().navigate(site.url(led).toString()).status()).isEqualTo(200);
    }
  }

  /** The address that the frame's page offers, unused. */
  private static String code(Somebody student) {
    FrameLocator tool = course.open(student, activity);
    Inside.of(student.page())
        .frame()
        .evaluate(
            "() => HTMLFormElement.prototype.submit.call(document.getElementById('pop-out'))");
    Locator link = tool.locator("a[href*='/enter/']");
    link.waitFor();
    return link.getAttribute("href");
  }

  @Test
  @Tag("SIGN-02")
  void aLaunchInAWindowOfItsOwnIsSignedInThere() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      student.page().navigate(course.platform("/course").toString());
      Page window =
          student
              .page()
              .waitForPopup(() -> student.page().getByTestId("open-window-" + activity).click());
      window.locator("main h1").waitFor();
      window.navigate(site.url().toString());
      assertThat(window.locator("h1").textContent()).isEqualTo("Dashboard");
      assertThat(window.locator(".cards").last().textContent()).contains("Notebook");
      window.navigate(join);
      assertThat(window.locator("form[action$='/open'] button").count()).isEqualTo(1);
    }
  }

  @Test
  @Tag("CLICK-11")
  @Tag("SIGN-02")
  void withoutItsScriptTheFrameOffersTheLink() {
    try (Somebody student = course.become(Classroom.STUDENT)) {
      FrameLocator tool = course.open(student, activity);
      Inside.of(student.page())
          .frame()
          .evaluate(
              "() => HTMLFormElement.prototype.submit.call(document.getElementById('pop-out'))");
      Locator link = tool.locator("a[href*='/enter/']");
      link.waitFor();
      student.picture("pop-out-without-script");
      Page tab = student.page().waitForPopup(link::click);
      tab.locator("h1").waitFor();
      assertThat(Inside.of(tab).visit()).isNotBlank();
    }
  }

  @Test
  @Tag("CLICK-11")
  @Tag("SIGN-02")
  void whoIsNotSignedInIsToldHowToGetIn() {
    try (BrowserContext stranger = Browser.shared().person("en-GB")) {
      Page page = stranger.newPage();
      Response answer = page.navigate(join + "/tree?x=1");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(page.locator("main").textContent()).contains("Open any activity of your course");
      picture(page, "join-as-a-stranger");
      assertThat(page.navigate(site.url().toString()).status()).isEqualTo(200);
      assertThat(page.locator("main").textContent()).contains("Open the activity on your course");
      assertThat(page.locator("form, input, button").count()).isZero();
    }
    try (BrowserContext stranger = Browser.shared().person("fr-FR")) {
      Page page = stranger.newPage();
      assertThat(page.navigate(join).status()).isEqualTo(401);
      assertThat(page.locator("html").getAttribute("lang")).isEqualTo("fr");
    }
  }

  private static Locator popOut(FrameLocator tool) {
    return tool.locator("#pop-out button");
  }

  private static Locator popOut(Page page) {
    return page.locator("#pop-out button");
  }

  private static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(Path.of("target", "pictures", name + ".png")));
  }
}
