package org.mydocker.lti.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.key.StateSeal;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.people.Cast;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.lti.wire.TrialForm;
import org.mydocker.storage.TestDatabase;

class LoginInitiatingTest {

  private static final String HINT = "{\"cmid\":\"5\",\"launchid\":\"ltilaunch5_123\"}+&%\u00E9";

  private final TestDatabase database = TestDatabase.h2("lti");
  private final TrialPlatform platform = new TrialPlatform();
  private final MovingClock clock = new MovingClock();
  private final Throttle throttle = new Throttle(2000, 6000, clock);
  private final Map<String, String> form = new LinkedHashMap<>();
  @TempDir Path folder;
  private OwnAddresses addresses;
  private Registration registration;

  @BeforeEach
  void register() {
    addresses =
        new OwnAddresses(
            new SiteSettings(
                URI.create("https://tool.example"), folder, "https://{session}.example", false));
    registration =
        Cast.of(database, platform, "https://lms.example/moodle", clock.instant()).registration();
    form.put("iss", "https://lms.example/moodle");
    form.put("client_id", "client");
    form.put("login_hint", "3");
    form.put("target_link_uri", "https://tool.example/lti/launch");
    form.put("lti_message_hint", HINT);
    form.put("lti_deployment_id", "1");
  }

  @AfterEach
  void close() {
    platform.close();
    database.close();
  }

  private LoginInitiating.Answer initiate() {
    return database.in(
        m -> {
          LoginStates states =
              new LoginStates(
                  new StateSeal(m, new KeyFile(folder.resolve("k")), clock), addresses, clock);
          return new LoginInitiating(new Platforms(m), states, addresses, throttle, clock)
              .initiate(TrialForm.of(form), "192.0.2.1");
        });
  }

  private Reason refused() {
    return catchThrowableOfType(LaunchRejected.class, this::initiate).reason();
  }

  private static Map<String, String> query(URI redirect) {
    Map<String, String> query = new LinkedHashMap<>();
    for (String pair : redirect.getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  @Test
  @Tag("INI-04")
  void asksExactlyWhatIsToBeAsked() {
    LoginInitiating.Answer answer = initiate();
    assertThat(answer.redirect().toString()).startsWith(platform.address() + "/auth?");
    assertThat(query(answer.redirect()))
        .containsOnlyKeys(
            "scope",
            "response_type",
            "response_mode",
            "prompt",
            "client_id",
            "redirect_uri",
            "state",
            "nonce",
            "login_hint",
            "lti_message_hint")
        .containsEntry("scope", "openid")
        .containsEntry("response_type", "id_token")
        .containsEntry("response_mode", "form_post")
        .containsEntry("prompt", "none")
        .containsEntry("client_id", "client")
        .containsEntry("redirect_uri", "https://tool.example/lti/launch");
    form.remove("lti_message_hint");
    assertThat(query(initiate().redirect())).doesNotContainKey("lti_message_hint");
  }

  @Test
  @Tag("INI-05")
  void hintsGoBackAsTheyCame() {
    URI redirect = initiate().redirect();
    assertThat(query(redirect)).containsEntry("lti_message_hint", HINT);
    assertThat(redirect.getRawQuery()).doesNotContain("+").doesNotContain("{");
  }

  @Test
  @Tag("INI-01")
  void whatARealMoodleSendsIsAnswered() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/moodle/login-initiation.json")) {
      Json recorded = StrictJson.object(in.readAllBytes()).object("form").orElseThrow();
      form.put("lti_message_hint", recorded.text("lti_message_hint").orElseThrow());
      form.put("target_link_uri", recorded.text("target_link_uri").orElseThrow());
    }
    assertThat(query(initiate().redirect()).get("lti_message_hint")).startsWith("{\"launchid\":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "login_hint", "target_link_uri"})
  @Tag("INI-02")
  void needsWhatIsRequiredAndNamesIt(String parameter) {
    form.remove(parameter);
    LaunchRejected rejected = catchThrowableOfType(LaunchRejected.class, this::initiate);
    assertThat(rejected.reason()).isEqualTo(Reason.INITIATION_INCOMPLETE);
    assertThat(rejected.facts()).containsEntry("parameter", parameter);
  }

  @Test
  @Tag("INI-02")
  void whatItDoesNotKnowItIgnores() {
    form.put("canvas_region", "x");
    assertThat(initiate().keeping()).isEmpty();
  }

  @Test
  void whatThePlatformShallKeepIsAWordOfItsOwn() {
    form.put("lti_storage_target", "_parent");
    LoginInitiating.Answer answer = initiate();
    LoginInitiating.Keeping keeping = answer.keeping().orElseThrow();
    assertThat(keeping.origin()).isEqualTo(registration.origin());
    assertThat(keeping.window()).isEqualTo("_parent");
    assertThat(keeping.key()).isEqualTo(answer.cookie());
    assertThat(keeping.word()).hasSizeGreaterThan(22).isNotEqualTo(answer.secret());
    LoginState state = opened(query(answer.redirect()).get("state"));
    assertThat(state.storage())
        .contains(new PlatformStorage("_parent", Tokens.hash(keeping.word())));
    for (String odd : List.of("", "a\nb", "x".repeat(256))) {
      form.put("lti_storage_target", odd);
      assertThat(initiate().keeping()).isEmpty();
    }
  }

  @Test
  @Tag("INI-03")
  void withoutClientIdThereMustBeOneActiveRegistration() {
    form.remove("client_id");
    assertThat(initiate().redirect()).isNotNull();
    database.run(
        m ->
            new Platforms(m)
                .add(
                    platform.registration(registration.issuer(), "second", registration.tenant())));
    assertThat(refused()).isEqualTo(Reason.REGISTRATION_AMBIGUOUS);
  }

  @Test
  @Tag("REG-04")
  void strangersAreRefusedBeforeAnybodyIsCalled() {
    form.put("client_id", "other");
    assertThat(refused()).isEqualTo(Reason.REGISTRATION_UNKNOWN);
    form.put("iss", "https://lms.example/moodle/");
    assertThat(refused()).isEqualTo(Reason.REGISTRATION_UNKNOWN);
    assertThat(platform.fetches).hasValue(0);
  }

  @Test
  @Tag("DYN-10")
  void whoWaitsForApprovalWaits() {
    database.run(m -> new Platforms(m).mark(registration.id(), Registration.Status.PENDING));
    assertThat(refused()).isEqualTo(Reason.REGISTRATION_PENDING);
    database.run(m -> new Platforms(m).mark(registration.id(), Registration.Status.SUSPENDED));
    assertThat(refused()).isEqualTo(Reason.REGISTRATION_SUSPENDED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/",
        "//evil.example",
        "https://tool@evil.example",
        "https://tool.example.evil/",
        "javascript:alert(1)",
        "https://tool.example/\r\nX: y",
        "http://tool.example/"
      })
  @Tag("INI-09")
  void aTargetElsewhereIsRefused(String target) {
    form.put("target_link_uri", target);
    assertThat(refused()).isEqualTo(Reason.TARGET_FOREIGN);
  }

  @Test
  @Tag("INI-06")
  @Tag("INI-11")
  void eachLoginHasItsOwnStateNonceAndCookie() {
    LoginInitiating.Answer one = initiate();
    LoginInitiating.Answer two = initiate();
    assertThat(one.cookie()).startsWith("__Host-lti.").isNotEqualTo(two.cookie());
    assertThat(one.secret()).isNotEqualTo(two.secret());
    assertThat(query(one.redirect()).get("nonce"))
        .matches("[A-Za-z0-9_-]{22,}")
        .isNotEqualTo(query(two.redirect()).get("nonce"));
    assertThat(query(one.redirect()).get("state")).matches("[A-Za-z0-9_.-]+");
  }

  @Test
  @Tag("INI-07")
  void theStateRemembersAndEnds() {
    LoginInitiating.Answer answer = initiate();
    String sealed = query(answer.redirect()).get("state");
    LoginState state = opened(sealed);
    assertThat(state.registration()).isEqualTo(registration.id());
    assertThat(state.nonce()).isEqualTo(query(answer.redirect()).get("nonce"));
    assertThat(state.secretHash()).isEqualTo(Tokens.hash(answer.secret()));
    assertThat(state.deployment()).contains("1");
    clock.forward(Duration.ofSeconds(601));
    LaunchRejected late = catchThrowableOfType(LaunchRejected.class, () -> opened(sealed));
    assertThat(late.reason()).isEqualTo(Reason.STATE_EXPIRED);
  }

  private LoginState opened(String sealed) {
    return database.in(
        m ->
            new LoginStates(
                    new StateSeal(m, new KeyFile(folder.resolve("k")), clock), addresses, clock)
                .opened(sealed));
  }

  @Test
  @Tag("INI-08")
  void nothingIsWrittenForALogin() {
    initiate();
    List<String> tables = List.of("consumed_nonce", "held_launch", "person", "course");
    for (String table : tables) {
      Number rows =
          database.in(
              m ->
                  (Number)
                      m.createNativeQuery("select count(*) from lti." + table).getSingleResult());
      assertThat(rows.longValue()).isZero();
    }
  }

  @Test
  @Tag("INI-12")
  void aLectureHallPassesAndAFloodDoesNot() {
    Window window = new Window(2000, clock);
    for (int i = 0; i < 2000; i++) {
      assertThat(window.passes("192.0.2.1")).isTrue();
    }
    assertThat(window.passes("192.0.2.1")).isFalse();
    assertThat(window.passes("192.0.2.2")).isTrue();
    clock.forward(Duration.ofMinutes(1));
    assertThat(window.passes("192.0.2.1")).isTrue();
  }
}
