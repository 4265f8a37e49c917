package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** The visit that a launch begins, and the way of a launch whose cookie is missing (lti.md 1.6). */
@InTurn
class VisitIT {

  private final Site site = Site.shared();
  private final Platform north = Platform.shared("north");

  private Attempt picker(HttpBrowser browser) {
    return north.launch(
        browser, Platform.JSON.createObjectNode().put("user", "3").put("message", "DEEP_LINKING"));
  }

  private URI page(Answer launched) {
    return site.url().resolve(launched.location());
  }

  @Test
  @Tag("SES-02")
  @Tag("SES-11")
  void beginsWithACookieAndARedirectThatTellsNoSecret() {
    HttpBrowser browser = new HttpBrowser();
    Answer answer = north.launch(browser, "5").post().assertEntered();
    List<String> visitCookies =
        answer.cookies().stream().filter(line -> line.startsWith("__Host-visit.")).toList();
    assertThat(visitCookies)
        .singleElement()
        .asString()
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned")
        .doesNotContain("Domain");
    String secret = browser.cookies().get("__Host-visit." + answer.visit().orElseThrow());
    assertThat(secret).hasSizeGreaterThanOrEqualTo(22);
    assertThat(answer.header("Location")).doesNotContain(secret).doesNotContain("?");
    assertThat(answer.cookies())
        .anyMatch(line -> line.matches("__Host-lti\\.[^=]+=;.*Max-Age=0.*"));
  }

  @Test
  @Tag("SES-03")
  @Tag("SES-15")
  void takesBothTheAddressAndItsCookie() {
    HttpBrowser one = new HttpBrowser();
    HttpBrowser other = new HttpBrowser();
    URI mine = page(picker(one).post().assertEntered());
    URI theirs = page(picker(other).post().assertEntered());
    assertThat(one.get(mine).status()).isEqualTo(200);
    one.get(theirs).assertRefused(401, "site.visit-over");
    new HttpBrowser().get(mine).assertRefused(401, "site.visit-over");
    HttpBrowser guessing = new HttpBrowser();
    guessing.cookie("__Host-visit." + mine.getPath().split("/")[2], "guessed");
    guessing.get(mine).assertRefused(401, "site.visit-over");
    URI second = page(picker(one).post().assertEntered());
    assertThat(one.get(mine).status()).isEqualTo(200);
    assertThat(one.get(second).status()).isEqualTo(200);
  }

  @Test
  @Tag("SES-08")
  void namesThePlatformAloneAsWhoMayFrameAPage() {
    HttpBrowser browser = new HttpBrowser();
    Answer page = browser.get(page(picker(browser).post().assertEntered()));
    URI issuer = URI.create(north.issuer());
    String origin = issuer.getScheme() + "://" + issuer.getAuthority();
    assertThat(page.header("Content-Security-Policy"))
        .endsWith("frame-ancestors 'self' " + origin)
        .doesNotContain("unsafe-inline");
    assertThat(page.header("X-Frame-Options")).isEmpty();
    assertThat(new HttpBrowser().get(site.url("/")).header("Content-Security-Policy"))
        .endsWith("frame-ancestors 'none'");
  }

  @Test
  @Tag("SES-10")
  void changesNothingWithoutTheTokenOfTheVisit() {
    HttpBrowser browser = new HttpBrowser();
    URI picker = page(picker(browser).post().assertEntered());
    URI cancel = URI.create(picker + "/cancel");
    browser.post(cancel, Map.of()).assertRefused(403, "site.csrf");
    browser.post(cancel, Map.of("csrf", "guessed")).assertRefused(403, "site.csrf");
    HttpBrowser elsewhere = new HttpBrowser();
    URI others = page(picker(elsewhere).post().assertEntered());
    String othersToken = elsewhere.get(others).field("csrf");
    browser.post(cancel, Map.of("csrf", othersToken)).assertRefused(403, "site.csrf");
    String token = browser.get(picker).field("csrf");
    assertThat(browser.post(cancel, Map.of("csrf", token)).status()).isEqualTo(200);
  }

  @Test
  void endsAtTheServerWhenItIsSignedOut() {
    HttpBrowser browser = new HttpBrowser();
    Answer launched = picker(browser).post().assertEntered();
    URI picker = page(launched);
    Map<String, String> kept = browser.cookies();
    String token = browser.get(picker).field("csrf");
    URI signOut = site.url("/v/" + launched.visit().orElseThrow() + "/sign-out");
    assertThat(browser.post(signOut, Map.of("csrf", token)).status()).isEqualTo(303);
    HttpBrowser thief = new HttpBrowser();
    kept.forEach(thief::cookie);
    thief.get(picker).assertRefused(401, "site.visit-over");
  }

  private Answer held(HttpBrowser victim) {
    Attempt attempt = north.launch(new HttpBrowser(), "5");
    return attempt.postIn(victim, attempt.token(), attempt.state());
  }

  @Test
  @Tag("SES-06")
  void letsAHeldLaunchInAfterAClickThatReadTheName() {
    Answer held = held(new HttpBrowser());
    assertThat(held.status()).isEqualTo(200);
    assertThat(held.header("Content-Security-Policy")).contains("frame-ancestors 'self' http://");
    String code = held.field("code");
    HttpBrowser tab = new HttpBrowser();
    URI next = site.url("/lti/continue");
    Answer asked = tab.post(next, Map.of("code", code));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.visit()).isEmpty();
    assertThat(asked.body()).contains("Stu Dent One", "LTI test course", "127.0.0.1");
    assertThat(asked.header("Content-Security-Policy")).endsWith("frame-ancestors 'none'");
    Map<String, String> click = new LinkedHashMap<>();
    click.put("code", code);
    click.put("confirmation", asked.field("confirmation"));
    new HttpBrowser().post(next, click).assertRefused(401, "lti.browser-mismatch");
    tab.post(next, click).assertEntered();
    tab.post(next, Map.of("code", code)).assertRefused(410, "lti.held-gone");
    new HttpBrowser().post(next, Map.of("code", "made-up")).assertRefused(410, "lti.held-gone");
    new HttpBrowser().get(next).assertRefused(405, "lti.wrong-method");
  }

  @Test
  @Tag("SES-06")
  void letsAHeldLaunchInOnce() {
    String code = held(new HttpBrowser()).field("code");
    URI next = site.url("/lti/continue");
    HttpBrowser one = new HttpBrowser();
    HttpBrowser other = new HttpBrowser();
    String first = one.post(next, Map.of("code", code)).field("confirmation");
    String second = other.post(next, Map.of("code", code)).field("confirmation");
    one.post(next, Map.of("code", code, "confirmation", first)).assertEntered();
    other
        .post(next, Map.of("code", code, "confirmation", second))
        .assertRefused(410, "lti.held-gone");
  }
}
