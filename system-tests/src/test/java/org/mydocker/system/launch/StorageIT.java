package org.mydocker.system.launch;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;

/**
 * The word that the platform's window keeps while a login is under way (lti.md SES-05(a), SES-07):
 * between two real windows, and what becomes of everyone else who talks to them.
 */
@InTurn
class StorageIT {

  private static final Pattern VISIT = Pattern.compile(".*/v/[0-9a-f-]{36}/.*");

  /** A second, and what a busy machine adds to it. */
  private static final int MOST_MILLIS = 1_900;

  /** How long the pages waited for the platform, as they tell the console. */
  private static final String STOPWATCH =
      """
      addEventListener('DOMContentLoaded', () => {
        const began = performance.now();
        if (location.pathname === '/lti/login') console.log('began ' + Date.now());
        const held = document.getElementById('held');
        if (held) new MutationObserver(() => held.hidden
            || console.log('asked for ' + Math.round(performance.now() - began)))
            .observe(held, {attributes: true});
      });
      """;

  /** The platform's page says nothing of its own any more; {@code forge} gets the perfect reply. */
  private static final String SILENCED =
      """
      if (window === top) addEventListener('message', (event) => {
        event.stopImmediatePropagation();
        const {subject, message_id, key} = event.data;
        if (!String(subject).endsWith('_data')) return;
        const reply = {subject: subject + '.response', message_id, key, value: 'forged'};
        const say = (data) => event.source.postMessage(data, event.origin);
        %s
      }, true);
      """;

  private static final String TO_ALL_FRAMES =
      "for (let i = 0; i < frames.length; i++) frames[i].postMessage({reply}, '*');";

  /** A frame beside the tool's that is told the perfect reply and sends it at once. */
  private static final String PARROT =
      """
      addEventListener('message', ({data}) => {
        if (data.reply) for (let i = 0; i < parent.frames.length; i++)
          parent.frames[i].postMessage(data.reply, '*');
      });
      """;

  private static final String BESIDE =
      """
      if (window === top) addEventListener('DOMContentLoaded', () => {
        const frame = document.createElement('iframe');
        frame.src = '%s';
        document.body.append(frame);
      });
      """;

  private final Site site = Site.shared();
  private final Platform north = Platform.shared("north");
  private final BrowserContext context = Browser.shared().person("en-GB");
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final List<Request> questions = new CopyOnWriteArrayList<>();
  private final List<String> console = new CopyOnWriteArrayList<>();
  private final String activity =
      north.activity(Platform.JSON.createObjectNode().put("title", "Kept word"));

  StorageIT() {
    context.onRequest(
        request -> {
          if (request.url().contains("/mod/lti/auth.php")) {
            questions.add(request);
          }
          if (request.method().equals("POST")) {
            posts.add(URI.create(request.url()).getPath());
          }
        });
    context.onConsoleMessage(message -> console.add(message.text()));
    context.addInitScript(STOPWATCH);
  }

  @AfterEach
  void close() {
    context.close();
  }

  /** From now on no launch brings a cookie along. */
  private void loseCookies() {
    context.route(
        "**/lti/launch",
        route -> {
          context.clearCookies();
          route.resume();
        });
  }

  private Page student() {
    Page page = context.newPage();
    page.navigate(north.issuer() + "/");
    page.getByTestId("become-5").click();
    assertThat(page.getByTestId("current-person")).isVisible();
    return page;
  }

  private Page open(Page page, String offer) {
    page.navigate(north.issuer() + "/activity/" + activity + "?" + offer);
    return page;
  }

  private static FrameLocator tool(Page page) {
    return page.frameLocator("[data-testid=tool-frame]");
  }

  private static boolean entered(Page page) {
    return page.frames().stream().anyMatch(frame -> VISIT.matcher(frame.url()).matches());
  }

  private static void assertEntered(Page page) {
    page.waitForCondition(() -> entered(page));
  }

  private void assertOffersATab(Page page) {
    assertThat(tool(page).getByRole(AriaRole.BUTTON)).isVisible();
    assertThat(entered(page)).isFalse();
    assertThat(posts).doesNotContain("/lti/confirm");
  }

  /** How long the page of the login's beginning stayed before it went on to the platform. */
  private long left() {
    return (long) questions.get(0).timing().startTime - said("began");
  }

  private long said(String what) {
    return console.stream()
        .filter(text -> text.startsWith(what))
        .map(text -> Long.parseLong(text.substring(what.length()).strip()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(what + " is not in " + console));
  }

  @ParameterizedTest
  @CsvSource({"_parent, short", "_parent, long", "lti_store, short", "lti_store, long"})
  @Tag("SES-07")
  @Tag("SES-05")
  void entersTheFrameByTheWordThatThePlatformsWindowKept(String target, String spelling) {
    loseCookies();
    Page page = open(student(), "storage=" + target + "&spelling=" + spelling);
    assertEntered(page);
    assertThat(posts).containsOnlyOnce("/lti/launch").containsOnlyOnce("/lti/confirm");
    assertThat(left()).isLessThan(MOST_MILLIS);
  }

  @Test
  @Tag("SES-07")
  void entersAWindowByTheWordThatItsOpenerKept() {
    Page course = open(student(), "storage=_parent");
    assertEntered(course);
    posts.clear();
    String launch = course.getByTestId("tool-frame").getAttribute("src") + "&target=window";
    loseCookies();
    Page window =
        context.waitForPage(() -> course.evaluate("address => { open(address); }", launch));
    window.waitForURL(VISIT);
    assertThat(posts).containsOnlyOnce("/lti/launch").containsOnlyOnce("/lti/confirm");
  }

  @Test
  @Tag("SES-07")
  void needsNoWordWhereTheCookieCameBack() {
    Page page = open(student(), "storage=_parent");
    assertEntered(page);
    assertThat(posts).contains("/lti/launch").doesNotContain("/lti/confirm");
  }

  @Test
  @Tag("SES-07")
  @Tag("SES-05")
  void waitsASecondForAPlatformThatDoesNotAnswerAndOffersATab() {
    loseCookies();
    context.addInitScript(SILENCED.formatted(""));
    Page page = open(student(), "storage=_parent");
    assertOffersATab(page);
    assertThat(left()).isLessThan(MOST_MILLIS);
    assertThat(said("asked for")).isLessThan(MOST_MILLIS);
    context.unroute("**/lti/launch");
    Page tab = context.waitForPage(tool(page).getByRole(AriaRole.BUTTON)::click);
    assertThat(tab.locator("dd").first()).hasText("Stu Dent One");
  }

  @Test
  @Tag("SES-07")
  void offersATabWhereTheNamedFrameIsNotThere() {
    loseCookies();
    context.addInitScript(
        "addEventListener('DOMContentLoaded', () =>"
            + " document.querySelector('iframe[name=lti_store]')?.remove());");
    assertOffersATab(open(student(), "storage=lti_store"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "say({...reply, message_id: reply.message_id + 'x'});",
        "say({...reply, message_id: undefined});",
        "say({...reply, subject: 'lti.get_data'});",
        "say({...reply, subject: reply.subject.replace('_data', '_dat')});",
        "say({...reply, subject: 'lti.capabilities.response'});",
        "say({...reply, key: reply.key + 'x'});",
        "say({...reply, key: undefined});",
        "say({...reply, value: 7});",
        "say({...reply, error: {code: 'wrong_origin'}});",
        "say(null); say('reply'); say([reply]); say(JSON.stringify(reply));"
      })
  @Tag("SES-07")
  void takesNoReplyThatIsNotToItsQuestion(String forge) {
    loseCookies();
    context.addInitScript(SILENCED.formatted(forge));
    assertOffersATab(open(student(), "storage=_parent"));
  }

  @Test
  @Tag("SES-07")
  void letsNobodyInByAnotherWord() {
    loseCookies();
    context.addInitScript(SILENCED.formatted("say(reply);"));
    Page page = open(student(), "storage=_parent");
    assertThat(tool(page).locator("code").first()).hasText("lti.browser-mismatch");
    assertThat(posts).contains("/lti/confirm");
    assertThat(left())
        .as("a reply with another value does not say that it is kept")
        .isGreaterThan(900);
    assertThat(entered(page)).isFalse();
  }

  @Test
  @Tag("B-02")
  @Tag("SES-07")
  void doesNotHearAReplyOfAForeignOrigin() {
    try (Stranger stranger = new Stranger()) {
      stranger.answer("/", 200, "text/html", "<script>" + PARROT + "</script>");
      loseCookies();
      context.addInitScript(SILENCED.formatted(TO_ALL_FRAMES));
      context.addInitScript(BESIDE.formatted(stranger.address("/")));
      Page page = open(student(), "storage=_parent");
      assertOffersATab(page);
      assertThat(stranger.requests()).isPositive();
      assertThat(left()).isGreaterThan(900);
      assertThat(said("asked for")).isGreaterThan(900);
    }
  }

  @Test
  @Tag("B-02")
  @Tag("SES-07")
  void doesNotHearAReplyOfAnotherWindowOfThePlatform() {
    loseCookies();
    context.addInitScript(SILENCED.formatted(TO_ALL_FRAMES));
    context.addInitScript(BESIDE.formatted(north.issuer() + "/storage?parrot"));
    context.addInitScript("if (location.search === '?parrot') {" + PARROT + "}");
    Page page = open(student(), "storage=_parent");
    assertOffersATab(page);
    assertThat(said("asked for")).isGreaterThan(900);
  }

  @Test
  @Tag("B-02")
  @Tag("SES-07")
  void tellsAWindowThatIsNotThePlatformsNothingAndTakesNothingFromIt() {
    HttpBrowser attackers = new HttpBrowser();
    Attempt attempt = offered(attackers, "_parent");
    String word = attempt.redirect().data("word");
    String page =
        """
        <form method="post" action="%s" target="victim">
          <input name="id_token" value="%s"><input name="state" value="%s"></form>
        <script>
          window.heard = [];
          addEventListener('message', (event) => heard.push(event.data));
          const victim = open('', 'victim');
          setInterval(() => ['lti.', 'org.imsglobal.lti.'].forEach((prefix) => victim.postMessage(
              {subject: prefix + 'get_data.response', key: '%s', value: '%s'}, '*')), 20);
          document.forms[0].submit();
        </script>
        """
            .formatted(
                attempt.address(),
                attempt.token(),
                attempt.state(),
                attempt.redirect().data("key"),
                word);
    try (Stranger stranger = new Stranger()) {
      stranger.answer("/", 200, "text/html", page);
      Page hostile = context.newPage();
      Page victim =
          context.waitForPage(
              () -> hostile.navigate(stranger.address("localhost", "/").toString()));
      assertThat(victim.locator("#held button")).isVisible();
      assertThat(victim.url()).endsWith("/lti/launch");
      assertThat(hostile.evaluate("heard.length")).isEqualTo(0);
      assertThat(posts).doesNotContain("/lti/confirm");
    }
  }

  private Attempt offered(HttpBrowser browser, String target) {
    ObjectNode initiation =
        north.initiation(Platform.JSON.createObjectNode().put("user", "5")).deepCopy();
    ((ObjectNode) initiation.get("fields")).put("lti_storage_target", target);
    return Attempt.begin(north, browser, initiation);
  }

  @Test
  @Tag("SES-07")
  @Tag("SES-09")
  void leavesTheWordWithTheOriginOfTheAuthorizationEndpointAlone() {
    Answer page = offered(new HttpBrowser(), "\"><script>alert(1)</script>").redirect();
    URI issuer = URI.create(north.issuer());
    String origin = issuer.getScheme() + "://" + issuer.getAuthority();
    assertThat(page.data("origin")).isEqualTo(origin);
    assertThat(page.data("next")).startsWith(north.issuer() + "/mod/lti/auth.php?");
    assertThat(page.body()).doesNotContain("<script>alert");
    assertThat(page.header("Content-Security-Policy"))
        .doesNotContain("unsafe-inline")
        .endsWith("frame-ancestors 'self' " + origin);
    assertThat(page.header("Cache-Control")).contains("no-store");
    assertThat(page.header("Cross-Origin-Opener-Policy")).isEmpty();
    String word = page.data("word");
    assertThat(word).matches("[A-Za-z0-9_-]{22,}");
    assertThat(page.data("next")).doesNotContain(word);
    assertThat(page.cookies().toString()).doesNotContain(word);
    assertThat(offered(new HttpBrowser(), "_parent").redirect().data("word")).isNotEqualTo(word);
  }

  /** A launch whose cookie is lost; the page that asks the platform's window. */
  private Answer held(HttpBrowser browser, Attempt attempt) {
    return attempt.postIn(browser, attempt.token(), attempt.state());
  }

  private Answer confirm(HttpBrowser browser, String code, String word) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("code", code);
    form.put("word", word);
    return browser.post(site.url("/lti/confirm"), form);
  }

  @Test
  @Tag("SES-06")
  void letsInTheBrowserThatWasGivenTheCodeWithTheWordOfItsLoginOnce() {
    HttpBrowser browser = new HttpBrowser();
    Attempt attempt = offered(new HttpBrowser(), "_parent");
    String word = attempt.redirect().data("word");
    Answer held = held(browser, attempt);
    assertThat(held.status()).isEqualTo(200);
    assertThat(held.visit()).isEmpty();
    assertThat(held.body()).doesNotContain(word);
    String code = held.field("code");
    for (String wrong :
        List.of(
            "", "x", word + "x", offered(new HttpBrowser(), "_parent").redirect().data("word"))) {
      confirm(browser, code, wrong).assertRefused(401, "lti.browser-mismatch");
    }
    confirm(browser, code, word).assertEntered();
    confirm(browser, code, word).assertRefused(410, "lti.held-gone");
    confirm(browser, "made-up", word).assertRefused(410, "lti.held-gone");
    browser.get(site.url("/lti/confirm")).assertRefused(405, "lti.wrong-method");
  }

  @Test
  @Tag("SES-06")
  @Tag("O-11")
  void signsNobodyInWithTheCodeAndTheWordOfAnother() {
    HttpBrowser attackers = new HttpBrowser();
    Attempt attempt = offered(new HttpBrowser(), "_parent");
    String word = attempt.redirect().data("word");
    String code = held(attackers, attempt).field("code");
    HttpBrowser victim = new HttpBrowser();
    Answer offered = confirm(victim, code, word);
    assertThat(offered.status()).isEqualTo(200);
    assertThat(offered.visit()).isEmpty();
    assertThat(offered.body()).doesNotContain("platform-storage").contains("/lti/continue");
    assertThat(victim.cookies()).isEmpty();
    HttpBrowser other = new HttpBrowser();
    Attempt own = offered(new HttpBrowser(), "_parent");
    held(other, own);
    attackers.cookies().keySet().forEach(name -> other.cookie(name, "guessed"));
    confirm(other, code, word).assertRefused(401, "lti.browser-mismatch");
    String plain = held(new HttpBrowser(), north.launch(new HttpBrowser(), "5")).field("code");
    confirm(victim, plain, word).assertRefused(401, "lti.browser-mismatch");
  }
}
