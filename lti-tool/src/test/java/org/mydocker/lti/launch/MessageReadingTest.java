package org.mydocker.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mydocker.lti.launch.LaunchTrial.CLAIM;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.people.Arrival;
import org.mydocker.lti.platform.RefusedHosts;
import org.mydocker.lti.role.CourseRoles;
import org.mydocker.lti.role.RoleRules;
import org.mydocker.lti.wire.Json;
import org.mydocker.storage.TestDatabase;

class MessageReadingTest {

  private static LaunchTrial trial;

  @BeforeAll
  static void open() {
    trial = new LaunchTrial(TestDatabase.h2("lti"));
  }

  @AfterAll
  static void close() {
    trial.close();
  }

  private final RefusedHosts refusedHosts = new RefusedHosts();
  private final MessageReading reading = new MessageReading(trial.addresses, refusedHosts);
  private final Map<String, Object> claims = trial.claims(trial.a, trial.state(trial.a));

  private LtiMessage read() {
    return reading.read(new Json(claims), trial.a, Optional.empty());
  }

  private Reason refused() {
    return catchThrowableOfType(LaunchRejected.class, this::read).reason();
  }

  private Reason refusedWith(String claim, Object value) {
    Object before = claims.put(claim, value);
    Reason reason = refused();
    claims.put(claim, before);
    return reason;
  }

  @Test
  @Tag("MSG-01")
  void takesNoVersionBut130() {
    for (Object version : Arrays.asList("11.3", "1.3", 1.3, "not-1.3", null)) {
      assertThat(refusedWith(CLAIM + "version", version)).isEqualTo(Reason.VERSION);
    }
  }

  @Test
  @Tag("MSG-02")
  void takesOnlyTheTypesThatWereRegisteredAndNamesOthers() {
    for (Object type :
        Arrays.asList(
            "", "ltiresourcelinkrequest", "LtiStartProctoring", "LtiDeepLinkingResponse")) {
      assertThat(refusedWith(CLAIM + "message_type", type)).isEqualTo(Reason.MESSAGE_TYPE);
    }
    claims.put(CLAIM + "message_type", "LtiStartProctoring");
    assertThat(catchThrowableOfType(LaunchRejected.class, this::read).facts())
        .containsEntry("type", "LtiStartProctoring");
  }

  @Test
  @Tag("MSG-03")
  void needsADeploymentAndTheOneItBeganWith() {
    for (Object deployment : Arrays.asList(null, "", 1, "x".repeat(256))) {
      assertThat(refusedWith(CLAIM + "deployment_id", deployment))
          .isEqualTo(Reason.DEPLOYMENT_MISSING);
    }
    LoginState plain = trial.state(trial.a);
    LoginState began =
        new LoginState(
            plain.registration(),
            plain.nonce(),
            plain.redirectUri(),
            plain.issued(),
            plain.cookie(),
            plain.secretHash(),
            Optional.of("2"),
            Optional.empty());
    LaunchRejected rejected =
        catchThrowableOfType(
            LaunchRejected.class,
            () -> reading.read(new Json(claims), trial.a, Optional.of(began)));
    assertThat(rejected.reason()).isEqualTo(Reason.DEPLOYMENT_MISMATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example/lti/launch",
        "//tool.example/lti/launch",
        "https://user@tool.example/lti/launch",
        "https://tool.example.evil/lti/launch",
        "https://tool.example\\@evil.example/",
        "javascript:alert(1)",
        "http://tool.example/lti/launch",
        "https://tool.example/elsewhere",
        "https://tool.example:8443/lti/launch"
      })
  @Tag("MSG-04")
  void takesNoTargetElsewhere(String target) {
    assertThat(refusedWith(CLAIM + "target_link_uri", target)).isEqualTo(Reason.TARGET_FOREIGN);
  }

  @Test
  @Tag("MSG-04")
  void aTargetIsRequired() {
    assertThat(refusedWith(CLAIM + "target_link_uri", null)).isEqualTo(Reason.TARGET_MISSING);
  }

  @Test
  @Tag("MSG-05")
  void aResourceLinkIsRequired() {
    for (Object link : Arrays.asList(null, "7", Map.of(), Map.of("id", ""))) {
      assertThat(refusedWith(CLAIM + "resource_link", link))
          .isEqualTo(Reason.RESOURCE_LINK_MISSING);
    }
  }

  @Test
  @Tag("MSG-06")
  void rolesMustBeThereAndMayBeNone() {
    assertThat(refusedWith(CLAIM + "roles", null)).isEqualTo(Reason.ROLES_MISSING);
    assertThat(refusedWith(CLAIM + "roles", "Instructor")).isEqualTo(Reason.ROLES_MISSING);
    claims.put(CLAIM + "roles", List.of(""));
    assertThat(CourseRoles.of(read().roles(), RoleRules.STANDARD).role().staff()).isFalse();
    claims.put(CLAIM + "roles", List.of());
    assertThat(read().roles()).isEmpty();
  }

  @Test
  @Tag("MSG-07")
  void aPersonIsRequired() {
    for (Object sub : Arrays.asList(null, "", "x".repeat(256), Map.of())) {
      assertThat(refusedWith("sub", sub)).isEqualTo(Reason.SUBJECT);
    }
  }

  @Test
  @Tag("MSG-08")
  void aCourseMayBeMissingButNotWithoutId() {
    claims.remove(CLAIM + "context");
    assertThat(read().context()).isEmpty();
    claims.put(CLAIM + "context", Map.of("title", "x"));
    assertThat(refused()).isEqualTo(Reason.CONTEXT);
    claims.put(CLAIM + "context", Map.of("id", "x".repeat(300)));
    assertThat(refused()).isEqualTo(Reason.CONTEXT);
  }

  @Test
  @Tag("MSG-09")
  void anyPartOfANameWillDo() {
    assertThat(read().names()).isEqualTo(Arrival.Names.NONE);
    claims.put("email", "x@example.invalid");
    assertThat(read().names().display()).isEmpty();
    claims.put("family_name", "Dent");
    assertThat(read().names().display()).contains("Dent");
    claims.put("given_name", "Stu");
    assertThat(read().names().display()).contains("Stu Dent");
  }

  @Test
  @Tag("MSG-10")
  void wrongOptionalClaimsAreDroppedAndWholeNumbersAreIds() {
    claims.put("name", List.of("x"));
    claims.put(CLAIM + "custom", "x");
    claims.put(CLAIM + "launch_presentation", 7);
    claims.put(CLAIM + "tool_platform", List.of());
    claims.put("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint", "x");
    claims.put("sub", 2);
    claims.put(CLAIM + "context", Map.of("id", 5));
    LtiMessage message = read();
    assertThat(message.sub()).isEqualTo("2");
    assertThat(message.context().orElseThrow().id()).isEqualTo("5");
    assertThat(message.names()).isEqualTo(Arrival.Names.NONE);
    claims.put("sub", 2.5);
    assertThat(refused()).isEqualTo(Reason.SUBJECT);
  }

  @Test
  @Tag("MSG-12")
  void customKeepsWhatWasSubstituted() {
    Map<String, Object> custom = new HashMap<>();
    custom.put("Exact_Key", "1");
    custom.put("exact_key", "2");
    custom.put("left", "$Context.id.history");
    custom.put("number", 7);
    claims.put(CLAIM + "custom", custom);
    assertThat(read().custom())
        .containsOnly(Map.entry("Exact_Key", "1"), Map.entry("exact_key", "2"));
  }

  @Test
  @Tag("MSG-12")
  void customIsBounded() {
    Map<String, Object> custom = new HashMap<>();
    for (int i = 0; i < 2000; i++) {
      custom.put("k" + i, "v");
    }
    custom.put("long", "x".repeat(1_000_000));
    claims.put(CLAIM + "custom", custom);
    assertThat(read().custom()).hasSizeLessThanOrEqualTo(200).doesNotContainKey("long");
  }

  @Test
  @Tag("MSG-13")
  void theWayBackIsThePlatformsOrNone() {
    List<String> bad =
        new ArrayList<>(List.of("javascript:alert(1)", "https://evil.example/", "data:,x", "//x"));
    for (String url : bad) {
      claims.put(CLAIM + "launch_presentation", Map.of("return_url", url));
      assertThat(read().shown().returnUrl()).isEmpty();
    }
    claims.put(CLAIM + "launch_presentation", Map.of("return_url", "https://a.example/return?x=1"));
    assertThat(read().shown().returnUrl()).isPresent();
  }

  @Test
  @Tag("MSG-13")
  void languagesComeInSeveralSpellings() {
    assertThat(MessageReading.locale("fr")).contains(Locale.FRENCH);
    assertThat(MessageReading.locale("fr-FR")).contains(Locale.FRANCE);
    assertThat(MessageReading.locale("pt_br")).contains(Locale.forLanguageTag("pt-BR"));
    assertThat(MessageReading.locale("../../etc")).isEmpty();
    assertThat(MessageReading.locale("en-US<script>")).isEmpty();
  }

  @Test
  @Tag("SVC-05")
  void serviceAddressesElsewhereAreNotKept() {
    claims.put(
        "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
        Map.of(
            "lineitem", "https://evil.example/li",
            "lineitems", "http://a.example/lis",
            "scope", List.of()));
    claims.put(
        "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
        Map.of(
            "context_memberships_url", "https://10.0.0.1/m", "service_versions", List.of("2.0")));
    LtiMessage message = read();
    assertThat(message.link().orElseThrow().lineItem()).isEmpty();
    assertThat(message.context().orElseThrow().lineItems()).isEmpty();
    assertThat(message.context().orElseThrow().memberships()).isEmpty();
    assertThat(refusedHosts.of(trial.a)).containsExactly("10.0.0.1", "evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "resource-link-student-iframe",
        "resource-link-student-window",
        "resource-link-teacher-iframe",
        "resource-link-teacher-window",
        "resource-link-non-editing-teacher-iframe",
        "resource-link-admin-iframe",
        "deep-linking-teacher"
      })
  @Tag("MSG-11")
  @Tag("MSG-14")
  void whatARealMoodleSendsIsRead(String recorded) {
    claims.clear();
    claims.putAll(LaunchTrial.moodle("id_token-" + recorded));
    claims.put(CLAIM + "target_link_uri", "https://tool.example/?ex=1");
    LtiMessage message =
        reading.read(
            new Json(claims),
            trial.platform.registration("https://moodle.example", "c", trial.a.tenant()),
            Optional.empty());
    assertThat(message.context().orElseThrow().id()).isEqualTo("2");
    assertThat(message.product().orElseThrow().family()).isEqualTo("moodle");
    assertThat(message.deepLinking().isPresent()).isEqualTo(recorded.startsWith("deep"));
    if (message.deepLinking().isEmpty()) {
      assertThat(message.link().orElseThrow().lineItem())
          .contains("https://moodle.example/mod/lti/services.php/2/lineitems/3/lineitem?type_id=3");
      assertThat(message.context().orElseThrow().memberships()).isPresent();
    }
  }

  @Test
  @Tag("DL-01")
  void aDeepLinkingRequestNeedsItsSettings() {
    claims.put(CLAIM + "message_type", "LtiDeepLinkingRequest");
    assertThat(refused()).isEqualTo(Reason.DEEP_LINKING_SETTINGS);
    for (String member : settings("https://a.example/r").keySet()) {
      Map<String, Object> settings = settings("https://a.example/r");
      settings.remove(member);
      claims.put(SETTINGS, settings);
      assertThat(refused()).as(member).isEqualTo(Reason.DEEP_LINKING_SETTINGS);
    }
    claims.put(SETTINGS, settings("https://a.example/r"));
    assertThat(read().deepLinking()).isPresent();
    assertThat(new LaunchRejected(Reason.DEEP_LINKING_SETTINGS).status()).isEqualTo(400);
  }

  private static final String SETTINGS =
      "https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings";

  private static Map<String, Object> settings(String returnUrl) {
    return new HashMap<>(
        Map.of(
            "deep_link_return_url", returnUrl,
            "accept_types", List.of("ltiResourceLink"),
            "accept_presentation_document_targets", List.of("iframe")));
  }

  @Test
  @Tag("DL-03")
  void theChoiceGoesBackToThePlatformOnly() {
    claims.put(CLAIM + "message_type", "LtiDeepLinkingRequest");
    for (String url :
        List.of(
            "https://evil.example/",
            "javascript:x",
            "http://a.example/r",
            "https://a.example:8443/r",
            "https://a.example.evil.example/r",
            "https://a.example@evil.example/r",
            "//a.example/r")) {
      claims.put(SETTINGS, settings(url));
      assertThat(refused()).as(url).isEqualTo(Reason.DEEP_LINKING_RETURN);
    }
    claims.put(SETTINGS, settings("https://a.example/r?sesskey=x"));
    assertThat(read().deepLinking().orElseThrow().returnUrl())
        .isEqualTo("https://a.example/r?sesskey=x");
  }
}
