package org.mydocker.system.launch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Looks;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;

/**
 * Registration and launches in a real browser: the platform and the tool are two sites to it, and
 * it keeps no third-party cookies (lti.md 1.6, section 4).
 */
@InTurn
class BrowserIT {

  private static final Pattern VISIT = Pattern.compile(".*/v/[0-9a-f-]{36}/.*");

  private final Site site = Site.shared();
  private final Platform north = Platform.shared("north");
  private final BrowserContext context = Browser.shared().person("en-GB");
  private final List<String> launches = new CopyOnWriteArrayList<>();

  BrowserIT() {
    context.onRequest(this::note);
  }

  private void note(Request request) {
    if (request.method().equals("POST") && request.url().endsWith("/lti/launch")) {
      launches.add(request.postData());
    }
  }

  @AfterEach
  void close() {
    context.close();
  }

  /** A tab of somebody who is at the platform's course page. */
  private Page at(String person) {
    Page page = context.newPage();
    page.navigate(north.issuer() + "/");
    page.getByTestId("become-" + person).click();
    assertThat(page.getByTestId("current-person")).isVisible();
    return page;
  }

  private String pickerPage() {
    return north.issuer() + "/deep-linking/" + north.deploymentId();
  }

  private static Locator heading(Page page) {
    return frame(page).locator("h1");
  }

  private static FrameLocator frame(Page page) {
    return page.frameLocator("[data-testid=tool-frame]");
  }

  private static String frameAddress(Page page) {
    return page.frames().get(page.frames().size() - 1).url();
  }

  @Test
  @Tag("CLICK-01")
  void registersInThePlatformsFrameWithNothingButTheInvitation() {
    String invitation = Platform.invitation(site, true);
    Page page = at("2");
    page.getByTestId("nav-tools").click();
    page.getByTestId("registration-url").waitFor();
    int before = page.getByTestId("tools").locator("li").count();
    page.getByTestId("registration-url").fill(invitation);
    page.getByTestId("register").click();
    page.waitForURL("**/admin/tools");
    Locator tools = page.getByTestId("tools").locator("> li");
    assertThat(tools).hasCount(before + 1);
    Locator tool = tools.last();
    assertThat(tool).containsText("myDocker");
    String id = tool.getAttribute("data-testid").substring("tool-".length());
    page.getByTestId("activate-" + id).click();
    assertThat(page.getByTestId("tool-state-" + id)).hasAttribute("data-state", "active");
    Page teachers = at("3");
    teachers.navigate(north.issuer() + "/course");
    teachers.getByTestId("add-deep-linking-" + id).click();
    assertThat(heading(teachers)).hasText("What should the activity open?");
  }

  /** Keeps what the platform's pages are told by message, and has them hear of it or not. */
  private void listen(Page page, boolean hears) {
    page.addInitScript(
        "if (window === window.top && !window.opener) window.addEventListener('message', e => {"
            + " sessionStorage.setItem('told', JSON.stringify([e.data, e.origin]));"
            + (hears ? "" : " e.stopImmediatePropagation();")
            + " });");
  }

  private String told(Page page) {
    return String.valueOf(page.evaluate("sessionStorage.getItem('told')"));
  }

  private String closing() {
    return "[{\"subject\":\"org.imsglobal.lti.close\"},\""
        + site.url().toString().replaceAll("/$", "")
        + "\"]";
  }

  @Test
  @Tag("DYN-11")
  void tellsThePageThatFramedItThatItCanBeClosedAndSaysSo() {
    Page page = at("2");
    listen(page, false);
    page.navigate(north.issuer() + "/admin/tools");
    page.getByTestId("registration-url").fill(Platform.invitation(site, true));
    page.getByTestId("register").click();
    FrameLocator frame = page.frameLocator("[data-testid=registration-frame]");
    assertThat(frame.locator("h1")).hasText("Registered");
    assertThat(frame.locator("main"))
        .containsText("If this window does not close by itself, you can close it by hand.");
    assertThat(told(page)).isEqualTo(closing());
  }

  @Test
  @Tag("DYN-11")
  void tellsThePageThatOpenedItThatItCanBeClosedAndSaysSo() {
    Page page = at("2");
    listen(page, true);
    page.navigate(north.issuer() + "/admin/tools");
    page.getByTestId("registration-url").fill(Platform.invitation(site, true));
    page.getByTestId("register-window").click();
    Page window = context.waitForPage(() -> page.getByTestId("registration-window").click());
    page.waitForURL("**/admin/tools");
    assertThat(told(page)).isEqualTo(closing());
    assertThat(window.locator("h1")).hasText("Registered");
    assertThat(window.locator("main"))
        .containsText("If this window does not close by itself, you can close it by hand.");
  }

  @Test
  @Tag("DYN-11")
  void saysThatItCanBeClosedWhereNobodyListens() {
    Page page = context.newPage();
    List<String> complaints = new CopyOnWriteArrayList<>();
    page.onPageError(complaints::add);
    page.navigate(north.registrationUrl(Platform.invitation(site, true)).toString());
    assertThat(page.locator("main")).containsText("you can close it by hand");
    assertThat(complaints).isEmpty();
  }

  @Test
  @Tag("DL-07")
  void addsWhatATeacherTickedAllAtOnce() {
    Picker maker = Picker.open(north);
    String mark = "Ticked " + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      maker.create("", mark + " " + i, Map.of());
    }
    Page page = at("3");
    page.navigate(pickerPage());
    FrameLocator frame = frame(page);
    for (int i = 0; i < 2; i++) {
      frame
          .getByRole(
              AriaRole.CHECKBOX,
              new FrameLocator.GetByRoleOptions().setName("Tick " + mark + " " + i))
          .check();
    }
    frame
        .getByRole(
            AriaRole.BUTTON, new FrameLocator.GetByRoleOptions().setName("Add what is ticked"))
        .click();
    page.waitForURL("**/course?added=*,*");
    assertThat(page.locator("main")).containsText(mark + " 0");
    assertThat(page.locator("main")).containsText(mark + " 1");
    assertThat(page.locator("main")).not().containsText(mark + " 2");
  }

  @Test
  void thePickerFitsTheScreenInBothLanguages() {
    for (Platform platform : List.of(north, Platform.shared("south"))) { // English, French
      Picker maker = Picker.open(platform);
      maker.create("", "A work with quite a long title, as teachers write them", Map.of());
      maker.create("", "Another", Map.of());
      Page page = context.newPage();
      page.navigate(platform.issuer() + "/");
      page.getByTestId("become-3").click();
      page.navigate(platform.issuer() + "/deep-linking/" + platform.deploymentId());
      heading(page).waitFor();
      Looks.in(
          page,
          page.frames().get(page.frames().size() - 1),
          "picker-" + platform.issuer().replaceFirst(".*/", ""));
    }
  }

  @Test
  @Tag("SES-01")
  @Tag("SES-02")
  @Tag("SES-08")
  void launchesInTheFrameAlthoughThirdPartyCookiesAreBlocked() {
    Page page = at("3");
    page.navigate(pickerPage());
    assertThat(heading(page)).hasText("What should the activity open?");
    assertThat(frameAddress(page)).matches(VISIT);
    assertThat(launches).hasSize(1);
    Page topLevel = context.newPage();
    topLevel.navigate(frameAddress(page));
    assertThat(topLevel.locator("code").first()).hasText("site.visit-over");
  }

  @Test
  @Tag("SES-02")
  @Tag("SES-11")
  @Tag("INI-10")
  void reloadsAndGoesBackWithoutPostingALaunchTwice() {
    Page course = at("5");
    Page window = context.waitForPage(() -> course.getByTestId("open-window-1").first().click());
    window.waitForURL(VISIT);
    String address = window.url();
    assertThat(launches).hasSize(1);
    int asked = north.requests().get("auth");
    window.reload();
    assertThat(window.url()).isEqualTo(address);
    assertThat(launches).hasSize(1);
    assertThat(north.requests().get("auth")).isEqualTo(asked);
    window.navigate(site.url("/").toString());
    window.goBack();
    assertThat(window.url()).matches(VISIT);
    assertThat(window.content()).doesNotContain("site.visit-over", "lti.replayed");
    assertThat(launches).doesNotHaveDuplicates();
  }

  @Test
  @Tag("INI-11")
  void launchesInSeveralTabsAtOnce() {
    Page first = at("3");
    first.evaluate(
        "address => { for (let i = 0; i < 3; i++) window.open(address, '_blank'); }", pickerPage());
    context.waitForCondition(() -> context.pages().size() == 4); // it hears of tabs meanwhile
    for (Page tab : context.pages().subList(1, 4)) {
      assertThat(heading(tab)).hasText("What should the activity open?");
    }
    assertThat(context.pages().subList(1, 4).stream().map(BrowserIT::frameAddress).distinct())
        .hasSize(3);
    assertThat(launches).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  @Tag("SES-06")
  void goesOnInANewTabAfterAClickWhereTheBrowserKeepsNoCookieInTheFrame() {
    Page page = at("3");
    page.route(
        "**/lti/launch",
        route -> {
          context.clearCookies();
          route.resume();
        });
    page.navigate(pickerPage());
    Locator open = frame(page).getByRole(AriaRole.BUTTON);
    assertThat(open).hasCount(1);
    assertThat(frameAddress(page)).endsWith("/lti/launch");
    Page tab = context.waitForPage(open::click);
    assertThat(tab.locator("dd").first()).hasText("Tea Cher");
    assertThat(tab.url()).endsWith("/lti/continue");
    tab.locator("main button").click();
    tab.waitForURL(VISIT);
    assertThat(tab.locator("h1")).hasText("What should the activity open?");
  }

  @Test
  @Tag("SES-08")
  @Tag("B-01")
  void isNotShownInAFrameOfAnotherOrigin() {
    Page course = at("5");
    Page window = context.waitForPage(() -> course.getByTestId("open-window-1").first().click());
    window.waitForURL(VISIT);
    String visit = window.url();
    try (Stranger stranger = new Stranger()) {
      for (String framed : List.of(visit, site.url("/").toString())) {
        stranger.answer("/", 200, "text/html", "<iframe src=\"" + framed + "\"></iframe>");
        Page hostile = context.newPage();
        List<String> complaints = new CopyOnWriteArrayList<>();
        hostile.onConsoleMessage(message -> complaints.add(message.text()));
        // The same site as the tool, so that its cookies come along and only the policy is left.
        hostile.navigate(stranger.address("localhost", "/").toString());
        assertThat(hostile.frames()).hasSize(2);
        assertThat(frameAddress(hostile)).as("%s", complaints).startsWith("chrome-error:");
        assertThat(complaints).anyMatch(text -> text.contains("frame-ancestors"));
      }
    }
  }

  @Test
  @Tag("BRK-07")
  void leadsBackToTheCourseInTheWholeWindow() {
    Page page = at("5");
    page.getByTestId("open-iframe-1").first().click();
    Locator back = frame(page).locator("#back");
    assertThat(back).hasAttribute("target", "_top");
    back.click();
    page.waitForURL(north.issuer() + "/course");
    assertThat(page.frames()).hasSize(1);
    assertThat(page.getByTestId("current-person")).hasText("Stu Dent One");
  }

  @Test
  @Tag("SES-15")
  @Tag("SES-03")
  void keepsTwoPeopleOfOneBrowserApart() {
    Page teachers = at("3");
    teachers.navigate(pickerPage());
    assertThat(heading(teachers)).hasText("What should the activity open?");
    String first = frameAddress(teachers);
    Page administrators = at("2");
    administrators.navigate(pickerPage());
    assertThat(heading(administrators)).hasText("What should the activity open?");
    Rows rows = new Rows(site);
    assertThat(person(rows, first)).isNotEqualTo(person(rows, frameAddress(administrators)));
    frame(teachers).locator("button[type=submit]").last().click();
    assertThat(teachers.getByTestId("notice")).isVisible();
  }

  private static Object person(Rows rows, String address) {
    String visit = URI.create(address).getPath().split("/")[2];
    return rows.one("select person from site.visit where id = cast(? as uuid)", visit)
        .orElseThrow();
  }

  @Test
  void reallyBlocksThirdPartyCookiesInTheseTests() {
    try (Stranger tool = new Stranger();
        Stranger platform = new Stranger()) {
      Map<String, String> headers =
          Map.of(
              "Content-Type",
              "text/html",
              "Set-Cookie",
              "plain=1; Path=/; Secure; SameSite=None",
              "Cache-Control",
              "no-store");
      tool.answer("/", 200, headers, "<p>framed</p>");
      String framed = tool.address("localhost", "/").toString();
      platform.answer("/", 200, "text/html", "<iframe src=\"" + framed + "\"></iframe>");
      Page page = context.newPage();
      page.navigate(platform.address("/").toString());
      page.navigate(platform.address("/").toString());
      assertThat(tool.cookies().stream().filter(sent -> sent.contains("plain"))).isEmpty();
      assertThat(tool.requests()).isGreaterThanOrEqualTo(2);
      page.navigate(framed);
      page.navigate(framed);
      assertThat(tool.cookies()).last().asString().contains("plain");
    }
  }
}
