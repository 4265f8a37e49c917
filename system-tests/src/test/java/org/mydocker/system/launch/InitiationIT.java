package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** The login initiation (lti.md 1.2). */
@InTurn
class InitiationIT {

  private final Site site = Site.shared();
  private final Platform north = Platform.shared("north");
  private final Rows rows = new Rows(site);
  private final URI login = site.url("/lti/login");

  private Map<String, String> fields() {
    return Attempt.fields(north.initiation(Platform.JSON.createObjectNode().put("user", "5")));
  }

  @Test
  @Tag("INI-01")
  void answersGetAndPost() {
    Map<String, String> fields = fields();
    assertThat(new HttpBrowser().post(login, fields).status()).isEqualTo(302);
    URI query = URI.create(login + "?" + HttpBrowser.encoded(fields));
    assertThat(new HttpBrowser().get(query).status()).isEqualTo(302);
    new HttpBrowser()
        .post(login, "{}", "application/json")
        .assertRefused(415, "lti.wrong-content-type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "login_hint", "target_link_uri"})
  @Tag("INI-02")
  void namesTheParameterThatIsMissing(String name) {
    Map<String, String> fields = fields();
    fields.remove(name);
    Answer missing =
        new HttpBrowser().post(login, fields).assertRefused(400, "lti.initiation-incomplete");
    assertThat(missing.body()).contains(name);
    fields.put(name, "");
    new HttpBrowser().post(login, fields).assertRefused(400, "lti.initiation-incomplete");
  }

  @Test
  @Tag("INI-02")
  void passesOverParametersThatItDoesNotKnow() {
    Map<String, String> fields = fields();
    fields.put("canvas_region", "somewhere");
    assertThat(new HttpBrowser().post(login, fields).status()).isEqualTo(302);
    fields.put("lti_storage_target", "_parent");
    assertThat(new HttpBrowser().post(login, fields).status()).isEqualTo(200);
  }

  @Test
  @Tag("INI-04")
  @Tag("INI-06")
  void asksThePlatformExactlyWhatItMayAsk() {
    Attempt attempt = north.launch(new HttpBrowser(), "5");
    URI target = attempt.redirect().location();
    assertThat(target.toString()).startsWith(north.issuer() + "/mod/lti/auth.php?");
    Map<String, String> fixed = new TreeMap<>(attempt.question());
    String state = fixed.remove("state");
    String nonce = fixed.remove("nonce");
    fixed.remove("lti_message_hint");
    assertThat(fixed)
        .isEqualTo(
            Map.of(
                "scope", "openid",
                "response_type", "id_token",
                "response_mode", "form_post",
                "prompt", "none",
                "client_id", north.clientId(),
                "redirect_uri", site.url("/lti/launch").toString(),
                "login_hint", "5"));
    assertThat(state).matches("[A-Za-z0-9_.-]{22,}");
    assertThat(nonce).matches("[A-Za-z0-9_-]{22,}");
    Map<String, String> again = north.launch(new HttpBrowser(), "5").question();
    assertThat(again.get("state")).isNotEqualTo(state);
    assertThat(again.get("nonce")).isNotEqualTo(nonce);
  }

  @Test
  @Tag("INI-04")
  void sendsNoMessageHintWhereNoneCame() {
    Map<String, String> fields = fields();
    fields.remove("lti_message_hint");
    Answer answer = new HttpBrowser().post(login, fields);
    assertThat(Attempt.parameters(answer.location())).doesNotContainKey("lti_message_hint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"cmid\":\"5\",\"launchid\":\"ltilaunch5_123\"}",
        "a+b",
        "a&b=c",
        "100%",
        "%2B",
        "é ü 漢字 😀",
        "a b",
        "<x>'\"",
        "a;b#c?d/e\\f"
      })
  @Tag("INI-05")
  void sendsBothHintsBackAsTheyCame(String hint) {
    Map<String, String> fields = new LinkedHashMap<>(fields());
    fields.put("login_hint", hint);
    fields.put("lti_message_hint", hint);
    Answer answer = new HttpBrowser().post(login, fields);
    assertThat(Attempt.parameters(answer.location()))
        .containsEntry("login_hint", hint)
        .containsEntry("lti_message_hint", hint);
    assertThat(answer.header("Location")).doesNotContain("+", "\"", "{", "<");
  }

  @Test
  @Tag("INI-08")
  void writesNothingAndCallsNobody() {
    north.launch(new HttpBrowser(), "5");
    Map<String, Long> before = everyTable();
    Map<String, Integer> calls = north.requests();
    for (int i = 0; i < 50; i++) {
      north.launch(new HttpBrowser(), "5");
    }
    assertThat(everyTable()).isEqualTo(before);
    assertThat(north.requests()).isEqualTo(calls);
  }

  private Map<String, Long> everyTable() {
    Map<String, Long> counts = new TreeMap<>();
    for (Object table :
        rows.all(
            "select table_schema || '.' || table_name from information_schema.tables"
                + " where table_schema in ('lti', 'site') and table_type = 'BASE TABLE'")) {
      counts.put(table.toString(), rows.count(table.toString()));
    }
    assertThat(counts).containsKey("lti.consumed_nonce");
    return counts;
  }

  @Test
  @Tag("INI-11")
  void letsLaunchesSideBySideInOneBrowserAllIn() {
    HttpBrowser browser = new HttpBrowser();
    List<Attempt> attempts = new ArrayList<>();
    for (String user : List.of("5", "6", "7", "3")) {
      attempts.add(north.launch(browser, user));
    }
    attempts.add(Platform.shared("south").launch(browser, "5"));
    for (int i = attempts.size() - 1; i >= 0; i--) {
      attempts.get(i).post().assertEntered();
    }
    assertThat(browser.cookies().keySet().stream().filter(n -> n.startsWith("__Host-visit.")))
        .hasSize(5);
  }

  @Test
  @Tag("SES-01")
  void setsACookieForEachLoginAndKeepsTen() {
    HttpBrowser browser = new HttpBrowser();
    Attempt first = north.launch(browser, "5");
    assertThat(first.redirect().cookies())
        .singleElement()
        .asString()
        .matches("__Host-lti\\.[^=]+=[A-Za-z0-9_-]{22,}; .*")
        .contains("Path=/", "Secure", "HttpOnly", "SameSite=None", "Partitioned", "Max-Age=600")
        .doesNotContain("Domain");
    for (int i = 0; i < 11; i++) {
      north.launch(browser, "5");
    }
    assertThat(bindings(browser)).isEqualTo(10);
    Answer dropped = first.post();
    assertThat(dropped.status()).isEqualTo(200);
    assertThat(dropped.visit()).isEmpty();
    Attempt last = north.launch(browser, "5");
    last.post().assertEntered();
    assertThat(bindings(browser)).isEqualTo(9);
  }

  private static long bindings(HttpBrowser browser) {
    return browser.cookies().keySet().stream().filter(n -> n.startsWith("__Host-lti.")).count();
  }

  @Test
  @Tag("SES-09")
  void hardensItsAnswers() {
    Attempt attempt = north.launch(new HttpBrowser(), "5");
    for (Answer answer : List.of(attempt.redirect(), attempt.post())) {
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("Content-Security-Policy"))
          .contains("default-src 'none'")
          .doesNotContain("unsafe-inline", "unsafe-eval");
    }
  }
}
