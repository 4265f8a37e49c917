package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** Tokens that are well signed and not this login's (lti.md 3.3, O-01 to O-13). */
@InTurn
class BindingIT {

  private final Platform north = Platform.shared("north");
  private final Platform south = Platform.shared("south");
  private final Traces traces = new Traces(north, south);
  private final Rows rows = new Rows(Site.shared());

  private Attempt attempt() {
    return north.launch(new HttpBrowser(), "5");
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  @Test
  @Tag("O-01")
  @Tag("REG-03")
  @Tag("TOK-11")
  void refusesEveryIssuerButTheOneOfTheLogin() {
    List<String> wrong =
        List.of(
            south.issuer(),
            north.issuer() + "/",
            north.issuer().replace("/north", "/North"),
            north.issuer().replace("http://", "https://"),
            north.issuer().replace("north", "n\u043erth"),
            north.issuer() + "\0",
            "");
    for (String issuer : wrong) {
      Attempt attempt = attempt().claim("iss", issuer);
      traces.none(401, "lti.issuer", attempt::post);
    }
    Attempt missing = attempt().claim("iss", null);
    traces.none(401, "lti.issuer", missing::post);
  }

  @Test
  @Tag("O-01")
  @Tag("TOK-11")
  void refusesAnotherPlatformsTokenForThisState() {
    Attempt here = attempt();
    Attempt there = south.launch(new HttpBrowser(), "5").claim("nonce", here.nonce());
    here.post(there.token()).assertRefused(401, "lti.kid-unknown");
  }

  static Stream<Object> wrongAudiences() {
    return Stream.of(
        "another",
        "",
        42,
        Map.of("aud", "x"),
        List.of(),
        List.of("another"),
        List.of(List.of("another")),
        true);
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("wrongAudiences")
  @Tag("O-02")
  @Tag("TOK-12")
  void refusesATokenForSomebodyElse(Object audience) {
    Attempt attempt = attempt().claim("aud", audience);
    traces.none(401, "lti.audience", attempt::post);
  }

  @Test
  @Tag("O-02")
  @Tag("TOK-12")
  void takesTheClientIdInAListOfOne() {
    attempt().claim("aud", List.of(north.clientId())).post().assertEntered();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"other", "client"})
  @Tag("O-03")
  @Tag("TOK-12")
  @Tag("TOK-13")
  void refusesAFurtherAudienceThatNobodyTrusts(String party) {
    Attempt attempt =
        attempt()
            .claim("aud", List.of(north.clientId(), "other"))
            .claim("azp", "client".equals(party) ? north.clientId() : party);
    traces.none(401, "lti.audience", attempt::post);
  }

  @Test
  @Tag("O-03")
  @Tag("TOK-13")
  void asksForTheAuthorisedPartyWhereATrustedAudienceIsNamedToo() {
    Platform trusting = Platform.register(Site.shared(), "north");
    rows.change(
        "update lti.registration set trusted_audiences = 'other' where client_id = ?",
        trusting.clientId());
    List<String> both = List.of(trusting.clientId(), "other");
    trusting
        .launch(new HttpBrowser(), "5")
        .claim("aud", both)
        .claim("azp", trusting.clientId())
        .post()
        .assertEntered();
    Traces quiet = new Traces(trusting);
    Attempt without = trusting.launch(new HttpBrowser(), "5").claim("aud", both);
    quiet.none(401, "lti.authorized-party", without::post);
    Attempt wrong =
        trusting.launch(new HttpBrowser(), "5").claim("aud", both).claim("azp", "other");
    quiet.none(401, "lti.authorized-party", wrong::post);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", ""})
  @Tag("O-04")
  @Tag("TOK-13")
  void refusesAWrongAuthorisedPartyOfASingleAudience(String party) {
    Attempt attempt = attempt().claim("azp", party);
    traces.none(401, "lti.authorized-party", attempt::post);
  }

  static Stream<Arguments> wrongTimes() {
    long now = now();
    return Stream.of(
        Arguments.of("exp past beyond skew", now - 200, String.valueOf(now - 100), "lti.expired"),
        Arguments.of("exp a text", now, "\"" + (now + 60) + "\"", "lti.times"),
        Arguments.of("exp missing", now, null, "lti.times"),
        Arguments.of("exp before iat", now, String.valueOf(now - 10), "lti.times"),
        Arguments.of("exp at iat", now, String.valueOf(now), "lti.times"),
        Arguments.of("exp in 9999, iat old", now - 900, "253402300799", "lti.too-old"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongTimes")
  @Tag("O-05")
  @Tag("TOK-14")
  void refusesAWrongExpiry(String what, long issued, String expires, String code) throws Exception {
    Attempt attempt =
        attempt()
            .claim("iat", issued)
            .claim("exp", expires == null ? null : Platform.JSON.readTree(expires));
    traces.none(401, code, attempt::post);
  }

  @ParameterizedTest
  @CsvSource({
    "AHEAD, lti.not-yet",
    "MISSING, lti.times",
    "-5, lti.times",
    "1e400, lti.times",
    "1.5, lti.times",
    "'\"now\"', lti.times",
    "true, lti.times"
  })
  @Tag("O-06")
  @Tag("TOK-14")
  void refusesAWrongIssueTime(String issued, String code) {
    String raw = issued.equals("AHEAD") ? String.valueOf(now() + 120) : issued;
    Attempt attempt = attempt().claim("exp", now() + 300).claim("iat", null);
    if (!issued.equals("MISSING")) {
      attempt.payloadText("{\"iat\":" + raw + "," + attempt.claims().toString().substring(1));
    }
    traces.none(401, code, attempt::post);
  }

  @Test
  @Tag("TOK-14")
  @Tag("TOK-15")
  void allowsForClocksAMinuteApart() {
    attempt().claim("iat", now() - 110).claim("exp", now() - 50).post().assertEntered();
    attempt().claim("iat", now() + 50).claim("exp", now() + 110).post().assertEntered();
    attempt().claim("nbf", now() + 50).post().assertEntered();
    Attempt early = attempt().claim("nbf", now() + 120);
    traces.none(401, "lti.not-yet", early::post);
    Attempt wrong = attempt().claim("nbf", "soon");
    traces.none(401, "lti.times", wrong::post);
  }

  @Test
  @Tag("O-07")
  @Tag("TOK-16")
  void refusesEveryNonceButTheOneOfTheState() {
    Attempt other = attempt();
    List<Attempt> attempts =
        List.of(
            attempt().claim("nonce", null),
            attempt().claim("nonce", ""),
            attempt().claim("nonce", 7),
            attempt().claim("nonce", other.nonce()));
    for (Attempt attempt : attempts) {
      traces.none(401, "lti.nonce", attempt::post);
    }
    Attempt mine = attempt();
    traces.none(401, "lti.nonce", () -> mine.post(mine.token(), other.state()));
  }

  @Test
  @Tag("O-08")
  @Tag("TOK-17")
  void takesALaunchOnceWhenItIsPostedAgain() {
    Attempt attempt = attempt();
    Map<String, String> cookies = attempt.browser().cookies();
    String token = attempt.token();
    attempt.post(token).assertEntered();
    HttpBrowser again = new HttpBrowser();
    cookies.forEach(again::cookie);
    traces.none(401, "lti.replayed", () -> attempt.postIn(again, token, attempt.state()));
  }

  @Test
  @Tag("O-08")
  @Tag("TOK-17")
  void takesALaunchOnceWhenFiftyPostItAtTheSameTime() throws Exception {
    Attempt attempt = attempt();
    Map<String, String> cookies = attempt.browser().cookies();
    String token = attempt.token();
    ExecutorService clients = Executors.newFixedThreadPool(50);
    List<Answer> entered = new ArrayList<>();
    try {
      Callable<Answer> post =
          () -> {
            HttpBrowser copy = new HttpBrowser();
            cookies.forEach(copy::cookie);
            return attempt.postIn(copy, token, attempt.state());
          };
      for (Future<Answer> future : clients.invokeAll(Collections.nCopies(50, post))) {
        Answer answer = future.get();
        if (answer.status() == 303) {
          entered.add(answer.assertEntered());
        } else {
          answer.assertRefused(401, "lti.replayed");
        }
      }
    } finally {
      clients.shutdownNow();
    }
    assertThat(entered).hasSize(1);
  }

  @Test
  @Tag("TOK-17")
  @Tag("TOK-18")
  void usesNoNonceUpBeforeTheTokenConvinces() {
    Attempt attempt = attempt();
    long before = rows.count("lti.consumed_nonce");
    String forged = attempt.key("other").token();
    traces.none(401, "lti.signature", () -> attempt.post(forged));
    assertThat(rows.count("lti.consumed_nonce")).isEqualTo(before);
    attempt.key("own").post().assertEntered();
    assertThat(rows.count("lti.consumed_nonce")).isEqualTo(before + 1);
  }

  @Test
  @Tag("O-10")
  @Tag("TOK-03")
  @Tag("INI-07")
  void refusesEveryStateThatIsNotThisLogins() {
    Attempt attempt = attempt();
    String token = attempt.token();
    String state = attempt.state();
    traces.none(401, "lti.state-missing", () -> attempt.postForm(Map.of("id_token", token)));
    traces.none(401, "lti.state-missing", () -> attempt.post(token, ""));
    char middle = state.charAt(state.length() / 2);
    String altered =
        state.substring(0, state.length() / 2)
            + (middle == 'A' ? 'B' : 'A')
            + state.substring(state.length() / 2 + 1);
    traces.none(401, "lti.state-invalid", () -> attempt.post(token, altered));
    traces.none(401, "lti.state-invalid", () -> attempt.post(token, state + "A"));
    traces.none(401, "lti.state-invalid", () -> attempt.post(token, "s".repeat(5000)));
    Attempt there = south.launch(attempt.browser(), "5");
    attempt.post(token, there.state()).assertRefused(401, "lti.kid-unknown");
    HttpBrowser other = new HttpBrowser();
    attempt.browser().cookies().keySet().forEach(name -> other.cookie(name, "another-secret"));
    traces.none(401, "lti.browser-mismatch", () -> attempt.postIn(other, token, state));
    attempt.post(token).assertEntered();
  }

  @Test
  @Tag("O-11")
  @Tag("TOK-03")
  @Tag("SES-06")
  void signsNobodyInSilentlyWithAnothersLaunch() {
    Attempt attackers = attempt();
    HttpBrowser victim = new HttpBrowser();
    Map<String, Long> before = rows.ofLaunches();
    Answer held = attackers.postIn(victim, attackers.token(), attackers.state());
    assertThat(held.status()).isEqualTo(200);
    assertThat(held.visit()).isEmpty();
    assertThat(held.field("code")).isNotEmpty();
    assertThat(rows.ofLaunches()).isEqualTo(before);
  }

  @Test
  @Tag("SES-01")
  @Tag("SES-15")
  void bindsALoginThatAnAttackerBeganToThatLoginOnly() {
    HttpBrowser victim = new HttpBrowser();
    Answer own = north.launch(victim, "5").post().assertEntered();
    Attempt begunInVictim = north.launch(victim, "6");
    Attempt attackers = north.launch(new HttpBrowser(), "6");
    Map<String, Long> before = rows.ofLaunches();
    Answer held = attackers.postIn(victim, attackers.token(), attackers.state());
    assertThat(held.status()).isEqualTo(200);
    assertThat(held.visit()).isEmpty();
    assertThat(rows.ofLaunches()).isEqualTo(before);
    Answer other = begunInVictim.post().assertEntered();
    assertThat(other.visit()).isNotEqualTo(own.visit());
    assertThat(rows.visit(own, "person")).isNotEqualTo(rows.visit(other, "person"));
    assertThat(victim.cookies()).containsKey("__Host-visit." + own.visit().orElseThrow());
  }

  @Test
  @Tag("O-12")
  void showsTheAttackersNameBeforeALoginThatTheyBeganCounts() {
    String attacker = "Sam Dent Two";
    URI confirm = Site.shared().url("/lti/continue");
    HttpBrowser victim = new HttpBrowser();
    Answer own = north.launch(victim, "5").post().assertEntered();
    URI page = Site.shared().url().resolve(own.location());
    String before = victim.get(page).body();
    Attempt planted = north.launch(victim, "6");
    Attempt attackers = north.launch(new HttpBrowser(), "6");
    assertThat(planted.redirect().body()).as("the platform has said nothing").isEmpty();

    traces.none(401, "lti.nonce", () -> planted.post(attackers.token()));
    Answer held = attackers.postIn(victim, attackers.token(), attackers.state());
    assertThat(held.visit()).as("the planted cookie is another state's").isEmpty();
    assertThat(held.body()).doesNotContain(attacker);
    Answer asked = victim.post(confirm, Map.of("code", held.field("code")));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.visit()).isEmpty();
    assertThat(asked.body()).contains(attacker);
    assertThat(victim.get(page).body()).isEqualTo(before);

    Map<String, String> yes =
        Map.of("code", asked.field("code"), "confirmation", asked.field("confirmation"));
    Answer entered = victim.post(confirm, yes).assertEntered();
    assertThat(rows.visit(entered, "person")).isNotEqualTo(rows.visit(own, "person"));
    assertThat(victim.get(page).body()).isEqualTo(before);
    planted.post().assertEntered();
    assertThat(victim.get(page).body()).isEqualTo(before);
  }

  @Test
  @Tag("O-13")
  @Tag("TOK-03")
  void refusesALaunchThatNobodyBegan() {
    Attempt attempt = attempt();
    String token = attempt.token();
    HttpBrowser stranger = new HttpBrowser();
    URI address = attempt.address();
    traces.none(401, "lti.state-missing", () -> stranger.post(address, Map.of("id_token", token)));
    traces.none(
        401,
        "lti.state-invalid",
        () -> stranger.post(address, Map.of("id_token", token, "state", "made-up")));
  }

  @Test
  @Tag("O-22")
  @Tag("SES-02")
  void givesANewVisitWhateverCookieWasThereBefore() {
    HttpBrowser browser = new HttpBrowser();
    String planted = "11111111-2222-3333-4444-555555555555";
    browser.cookie("__Host-visit." + planted, "planted");
    browser.cookie("__Host-mydocker", planted);
    browser.cookie("JSESSIONID", "planted");
    Answer first = north.launch(browser, "5").post().assertEntered();
    assertThat(first.visit()).isNotEqualTo(Optional.of(planted));
    assertThat(browser.cookies().get("__Host-visit." + first.visit().orElseThrow()))
        .isNotEqualTo("planted");
    Answer second = north.launch(browser, "5").post().assertEntered();
    assertThat(second.visit()).isNotEqualTo(first.visit());
  }

  @Test
  @Tag("O-14")
  @Tag("TOK-01")
  void takesALaunchAsAPostedFormOnly() {
    Attempt attempt = attempt();
    String form =
        HttpBrowser.encoded(Map.of("id_token", attempt.token(), "state", attempt.state()));
    HttpBrowser browser = attempt.browser();
    URI withQuery = URI.create(attempt.address() + "?" + form);
    traces.none(405, "lti.wrong-method", () -> browser.get(withQuery));
    traces.none(
        405,
        "lti.wrong-method",
        () ->
            browser.send(
                HttpRequest.newBuilder(attempt.address())
                    .header("Content-Type", HttpBrowser.FORM)
                    .PUT(HttpRequest.BodyPublishers.ofString(form))));
    for (String type :
        List.of("multipart/form-data; boundary=x", "application/json", "text/plain")) {
      traces.none(415, "lti.wrong-content-type", () -> browser.post(attempt.address(), form, type));
    }
  }
}
