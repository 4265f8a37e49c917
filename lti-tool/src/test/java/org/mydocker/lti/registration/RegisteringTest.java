package org.mydocker.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.lti.login.OwnAddresses;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.PersonalData;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.Registration.Status;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.lti.registration.RegistrationRefused.Reason;
import org.mydocker.lti.service.TrialServices;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.StrictJson;
import org.mydocker.storage.TestDatabase;

class RegisteringTest {

  private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static final String PLATFORM =
      "https://purl.imsglobal.org/spec/lti-platform-configuration";

  private final TestDatabase database = TestDatabase.h2("lti");
  private final TrialServices lms = new TrialServices();
  private final MovingClock clock = new MovingClock();
  private final Map<String, Object> configuration = new LinkedHashMap<>();
  @TempDir Path folder;
  private OwnAddresses addresses;

  @BeforeEach
  void describe() {
    addresses =
        new OwnAddresses(
            new SiteSettings(
                URI.create("https://tool.example:8443"),
                folder,
                "https://{session}.example",
                true));
    configuration.put("issuer", lms.address() + "/moodle");
    configuration.put("authorization_endpoint", lms.address() + "/auth");
    configuration.put("token_endpoint", lms.address() + "/token");
    configuration.put("jwks_uri", lms.address() + "/keys");
    configuration.put("registration_endpoint", lms.address() + "/register");
    configuration.put("id_token_signing_alg_values_supported", List.of("RS256"));
    configuration.put("token_endpoint_auth_methods_supported", List.of("private_key_jwt"));
    configuration.put(
        "scopes_supported",
        List.of("https://purl.imsglobal.org/spec/lti-ags/scope/score", "unknown"));
    configuration.put(
        PLATFORM,
        Map.of(
            "product_family_code", "moodle",
            "version", "5.1",
            "variables", List.of("Context.id.history")));
    lms.lay(
        "/register",
        200,
        "{\"client_id\":\"c1\",\"scope\":\"https://purl.imsglobal.org/spec/lti-ags/scope/score\",\""
            + TOOL
            + "\":{\"deployment_id\":\"7\"}}");
  }

  @AfterEach
  void close() {
    lms.close();
    database.close();
  }

  private Registering registering(EntityManager manager) {
    Invitations invitations = new Invitations(manager, clock);
    Platforms platforms = new Platforms(manager);
    return new Registering(
        invitations,
        new AddingRegistrations(
            platforms, invitations, new Changes(manager, platforms, clock), clock),
        new ToolDescription(addresses, "myDocker"),
        addresses,
        new CallableAddresses(TrialPlatform.http()),
        TrialPlatform.http());
  }

  private String invited(boolean approve) {
    return invited(approve, PersonalData.LEAST);
  }

  private String invited(boolean approve, PersonalData wanted) {
    return database.in(
        m -> new Invitations(m, clock).invite(approve, Optional.empty(), wanted, "test"));
  }

  private Registration register(String code) {
    lms.clear("/config");
    lms.lay("/config", 200, new String(StrictJson.bytes(configuration), StandardCharsets.UTF_8));
    return register(code, lms.address() + "/config");
  }

  private Registration register(String code, String address) {
    return database.in(
        m ->
            registering(m)
                .register(code, address, Optional.of("registration-token"))
                .registration());
  }

  private Reason refused(String code) {
    return catchThrowableOfType(RegistrationRefused.class, () -> register(code)).reason();
  }

  @Test
  @Tag("DYN-06")
  @Tag("DYN-08")
  void describesItselfWithWhatThePlatformKnows() {
    register(invited(true));
    TrialServices.Seen post = lms.seenAt("/register").get(0);
    assertThat(post.authorization()).isEqualTo("Bearer registration-token");
    Json body = StrictJson.object(post.body().getBytes(StandardCharsets.UTF_8));
    assertThat(body.members())
        .containsEntry("application_type", "web")
        .containsEntry("response_types", List.of("id_token"))
        .containsEntry("grant_types", List.of("implicit", "client_credentials"))
        .containsEntry("initiate_login_uri", "https://tool.example:8443/lti/login")
        .containsEntry("redirect_uris", List.of("https://tool.example:8443/lti/launch"))
        .containsEntry("jwks_uri", "https://tool.example:8443/lti/jwks.json")
        .containsEntry("token_endpoint_auth_method", "private_key_jwt")
        .containsEntry("scope", "https://purl.imsglobal.org/spec/lti-ags/scope/score");
    Json tool = body.object(TOOL).orElseThrow();
    assertThat(tool.members())
        .containsEntry("domain", "tool.example:8443")
        .containsEntry("claims", List.of("iss", "sub", "name", "given_name", "family_name"))
        .containsEntry("custom_parameters", Map.of("context_id_history", "$Context.id.history"));
    assertThat(tool.objects("messages").stream().map(m -> m.text("type").orElseThrow()))
        .containsExactly("LtiResourceLinkRequest", "LtiDeepLinkingRequest");
  }

  @Test
  @Tag("DYN-10")
  void keepsWhatWasGrantedAndWaitsForApproval() {
    Registration waiting = register(invited(false));
    assertThat(waiting.status()).isEqualTo(Status.PENDING);
    assertThat(waiting.clientId()).isEqualTo("c1");
    assertThat(waiting.scopes())
        .containsExactly("https://purl.imsglobal.org/spec/lti-ags/scope/score");
    assertThat(waiting.productFamily()).isEqualTo("moodle");
    assertThat(waiting.messages()).isEmpty();
    Optional<Deployment> deployment =
        database.in(m -> new Platforms(m).deployment(waiting.id(), "7"));
    assertThat(deployment).isPresent();
  }

  @Test
  @Tag("DYN-10")
  void anInvitationMayApproveBeforehand() {
    assertThat(register(invited(true)).status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  @Tag("DYN-01")
  void withoutInvitationNobodyIsCalled() {
    assertThat(refused("made-up")).isEqualTo(Reason.INVITATION_UNKNOWN);
    assertThat(lms.seen).isEmpty();
  }

  @Test
  @Tag("DYN-01")
  void anInvitationWorksOnceAndForAWeek() {
    String code = invited(true);
    register(code);
    assertThat(refused(code)).isEqualTo(Reason.INVITATION_USED);
    String old = invited(true);
    clock.forward(Duration.ofDays(8));
    assertThat(refused(old)).isEqualTo(Reason.INVITATION_UNKNOWN);
  }

  @Test
  @Tag("DYN-01")
  void aFailedAttemptCostsTheInvitationNothing() {
    String code = invited(true);
    Object endpoint = configuration.remove("token_endpoint");
    Reason reason =
        database.in(
            m -> {
              lms.lay(
                  "/config",
                  200,
                  new String(StrictJson.bytes(configuration), StandardCharsets.UTF_8));
              return catchThrowableOfType(
                      RegistrationRefused.class,
                      () ->
                          registering(m)
                              .register(code, lms.address() + "/config", Optional.empty()))
                  .reason();
            });
    assertThat(reason).isEqualTo(Reason.CONFIGURATION_INVALID);
    configuration.put("token_endpoint", endpoint);
    assertThat(register(code).active()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://lms.example/config",
        "file:///etc/passwd",
        "https://10.0.0.1/config",
        "https://169.254.169.254/latest",
        "https://[::ffff:10.0.0.1]/config",
        "https://user@lms.example/config",
        "https://127.1/config",
        "not an address"
      })
  @Tag("DYN-03")
  void addressesThatMayNotBeCalledAreNot(String address) {
    String code = invited(true);
    RegistrationRefused refused =
        catchThrowableOfType(RegistrationRefused.class, () -> register(code, address));
    assertThat(refused.reason()).isEqualTo(Reason.ADDRESS_FORBIDDEN);
    assertThat(lms.seen).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"jwks_uri", "registration_endpoint", "token_endpoint"})
  @Tag("DYN-03")
  void soAreThoseInTheConfiguration(String endpoint) {
    configuration.put(endpoint, "https://192.168.1.1/x");
    assertThat(refused(invited(true))).isEqualTo(Reason.ADDRESS_FORBIDDEN);
    assertThat(lms.seenAt("/register")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "registration_endpoint"
      })
  void whatIsRequiredMustBeThere(String field) {
    configuration.remove(field);
    assertThat(refused(invited(true))).isEqualTo(Reason.CONFIGURATION_INVALID);
  }

  @Test
  void theIssuerIsOnTheHostThatDescribesIt() {
    configuration.put("issuer", "https://victim.example");
    assertThat(refused(invited(true))).isEqualTo(Reason.ISSUER_HOST);
  }

  @Test
  @Tag("DYN-05")
  void aPlatformThatSupportsMoreOrSaysNothingIsTaken() {
    configuration.put("id_token_signing_alg_values_supported", List.of("ES256", "RS256"));
    configuration.put(
        "token_endpoint_auth_methods_supported", List.of("client_secret_basic", "private_key_jwt"));
    assertThat(register(invited(true)).active()).isTrue();
    configuration.remove("id_token_signing_alg_values_supported");
    configuration.remove("token_endpoint_auth_methods_supported");
    lms.clear("/register");
    lms.lay("/register", 200, "{\"client_id\":\"c2\"}");
    assertThat(register(invited(true)).active()).isTrue();
  }

  @Test
  @Tag("DYN-08")
  void ofWhatMoodleKnowsItAsksForHistoryTimesAndGroups() {
    configuration.put(
        PLATFORM,
        Map.of(
            "product_family_code",
            "moodle",
            "variables",
            List.of(
                "Context.id.history",
                "CourseSection.timeFrame.begin",
                "CourseSection.timeFrame.end",
                "Moodle.Person.userGroupIds",
                "User.username",
                "Person.email.primary")));
    register(invited(true));
    Json body =
        StrictJson.object(lms.seenAt("/register").get(0).body().getBytes(StandardCharsets.UTF_8));
    Map<String, Object> custom =
        body.object(TOOL).orElseThrow().object("custom_parameters").orElseThrow().members();
    assertThat(custom)
        .containsOnly(
            Map.entry("context_id_history", "$Context.id.history"),
            Map.entry("course_start", "$CourseSection.timeFrame.begin"),
            Map.entry("course_end", "$CourseSection.timeFrame.end"),
            Map.entry("group_ids", "$Moodle.Person.userGroupIds"));
    assertThat(custom.toString().replaceAll("[a-z_]+=\\$", "")).doesNotContain("=");
  }

  @Test
  @Tag("R-06")
  void anIssuerWithMarkupIsNoIssuer() {
    for (String markup : List.of("<b>x</b>", "\"onclick=x", "a b")) {
      configuration.put("issuer", lms.address() + "/" + markup);
      assertThat(refused(invited(true))).as(markup).isEqualTo(Reason.CONFIGURATION_INVALID);
    }
    assertThat(lms.seenAt("/register")).isEmpty();
  }

  @Test
  @Tag("DYN-05")
  void thePlatformMustSignAndAskAsWeDo() {
    configuration.put("id_token_signing_alg_values_supported", List.of("ES256"));
    assertThat(refused(invited(true))).isEqualTo(Reason.NOT_SUPPORTED);
    configuration.remove("id_token_signing_alg_values_supported");
    configuration.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
    assertThat(refused(invited(true))).isEqualTo(Reason.NOT_SUPPORTED);
  }

  @Test
  @Tag("DYN-12")
  void whoIsRegisteredIsNotChangedByWhoComesAgain() {
    Registration first = register(invited(true));
    assertThat(waiting(first)).isEmpty();
    register(invited(true));
    assertThat(waiting(first)).as("nothing is different").isEmpty();
    configuration.put("jwks_uri", lms.address() + "/other-keys");
    assertThat(register(invited(true))).isEqualTo(first);
    Optional<Registration> kept = database.in(m -> new Platforms(m).find(first.id()));
    assertThat(kept).contains(first);
    assertThat(waiting(first))
        .hasValueSatisfying(
            change ->
                assertThat(change.from(first))
                    .containsExactly(
                        new Change.Difference(
                            "jwksUrl", lms.address() + "/keys", lms.address() + "/other-keys")));
    configuration.put("jwks_uri", lms.address() + "/keys");
    register(invited(true));
    assertThat(waiting(first)).as("it came back to what it was").isEmpty();
  }

  private Optional<Change> waiting(Registration now) {
    return database.in(m -> new Changes(m, new Platforms(m), clock).of(now));
  }

  @Test
  @Tag("DYN-04")
  void anApprovalBeforehandIsForNoHostThatNobodyHasSeen() {
    String port = lms.address().replaceFirst(".*:", "");
    configuration.put("token_endpoint", "http://localhost:" + port + "/token");
    Registration waiting = register(invited(true));
    assertThat(waiting.status()).isEqualTo(Status.PENDING);
    assertThat(ForeignHost.of(waiting)).containsExactly(new ForeignHost("token", "localhost"));
  }

  @Test
  @Tag("DYN-07")
  void claimsAreAskedForAsTheInstitutionWantsThem() {
    Map<PersonalData, List<String>> asked =
        Map.of(
            new PersonalData(false, false), List.of("iss", "sub"),
            new PersonalData(false, true), List.of("iss", "sub", "email"),
            new PersonalData(true, false),
                List.of("iss", "sub", "name", "given_name", "family_name"),
            new PersonalData(true, true),
                List.of("iss", "sub", "name", "given_name", "family_name", "email"));
    asked.forEach(
        (wanted, claims) -> {
          lms.clear("/register");
          lms.lay("/register", 200, "{\"client_id\":\"%s\"}".formatted(wanted.hashCode()));
          Registration registered = register(invited(true, wanted));
          assertThat(claims()).containsExactlyElementsOf(claims);
          TenantId tenant = registered.tenant();
          String code =
              database.in(
                  m ->
                      new Invitations(m, clock)
                          .invite(true, Optional.of(tenant), new PersonalData(true, true), "test"));
          lms.clear("/register");
          lms.lay("/register", 200, "{\"client_id\":\"second-%s\"}".formatted(wanted.hashCode()));
          assertThat(register(code).tenant()).isEqualTo(tenant);
          assertThat(claims())
              .as("an institution keeps its choice")
              .containsExactlyElementsOf(claims);
        });
  }

  /** Those that the last registration asked for. */
  private List<String> claims() {
    List<TrialServices.Seen> seen = lms.seenAt("/register");
    return StrictJson.object(seen.get(seen.size() - 1).body().getBytes(StandardCharsets.UTF_8))
        .object(TOOL)
        .flatMap(tool -> tool.texts("claims"))
        .orElseThrow();
  }

  @Test
  @Tag("DYN-09")
  void keepsTheAnswerAsFarAsItMakesSense() {
    lms.clear("/register");
    lms.lay(
        "/register",
        200,
        new String(
            StrictJson.bytes(
                Map.of(
                    "client_id",
                    "c9",
                    "scope",
                    String.join(" ", Registration.SCOPES) + " made-up " + "x".repeat(5000),
                    TOOL,
                    Map.of(
                        "deployment_id",
                        9,
                        "messages",
                        List.of(
                            Map.of("type", "LtiDeepLinkingRequest"),
                            Map.of("type", "<script>"),
                            Map.of("type", "x".repeat(5000)),
                            Map.of(),
                            "LtiResourceLinkRequest")))),
            StandardCharsets.UTF_8));
    Registration registered = register(invited(false));
    Registration kept = database.in(m -> new Platforms(m).find(registered.id()).orElseThrow());
    assertThat(kept).isEqualTo(registered);
    assertThat(kept.scopes()).containsExactlyInAnyOrderElementsOf(Registration.SCOPES);
    assertThat(kept.messages()).containsExactly("LtiDeepLinkingRequest");
    assertThat(kept.registrationEndpoint()).contains(URI.create(lms.address() + "/register"));
    Optional<Deployment> deployment = database.in(m -> new Platforms(m).deployment(kept.id(), "9"));
    assertThat(deployment).isPresent();
  }

  @Test
  @Tag("DYN-02")
  void aPlatformThatDeclinesIsQuoted() {
    lms.clear("/register");
    lms.lay("/register", 400, "invalid_token");
    RegistrationRefused refused =
        catchThrowableOfType(RegistrationRefused.class, () -> register(invited(true)));
    assertThat(refused.reason()).isEqualTo(Reason.PLATFORM_DECLINED);
    assertThat(refused.facts().get("field")).isEqualTo("400 invalid_token");
    assertThat(refused.framedBy()).contains(URI.create(lms.address()));
  }

  @Test
  void whatIsTypedInIsCheckedLikeWhatIsSent() {
    ManualRegistration manual =
        new ManualRegistration(
            "https://lms.example",
            "c",
            Optional.of("1"),
            "https://lms.example/auth",
            "http://lms.example/token",
            Optional.empty(),
            "https://lms.example/keys",
            "moodle",
            PersonalData.LEAST);
    RegistrationRefused refused =
        catchThrowableOfType(RegistrationRefused.class, () -> manual.check(false));
    assertThat(refused.facts()).containsEntry("field", "tokenEndpoint");
  }
}
