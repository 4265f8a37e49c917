package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Administrator;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;

/**
 * Dynamic registration against a platform that is the test's own (lti.md 1.13, 3.5). Its addresses
 * are of this machine's loopback, which a site for trying may call; {@link OutboundIT} looks at a
 * site that may not.
 */
class RegistrationIT {

  private static final String TOOL = "https://purl.imsglobal.org/spec/lti-tool-configuration";
  private static final String PLATFORM =
      "https://purl.imsglobal.org/spec/lti-platform-configuration";

  private final Site site = Site.shared();
  private final Rows rows = new Rows(site);
  private final Stranger platform = new Stranger();

  @AfterEach
  void close() {
    platform.close();
  }

  /** What a good platform says of itself. */
  private ObjectNode configuration() {
    ObjectNode configuration = Platform.JSON.createObjectNode();
    configuration.put("issuer", platform.address("").toString());
    for (String endpoint :
        List.of("authorization_endpoint", "token_endpoint", "jwks_uri", "registration_endpoint")) {
      configuration.put(endpoint, platform.address("/" + endpoint).toString());
    }
    configuration.putArray("id_token_signing_alg_values_supported").add("RS256");
    configuration.putArray("token_endpoint_auth_methods_supported").add("private_key_jwt");
    configuration
        .putArray("scopes_supported")
        .add("openid")
        .add("https://purl.imsglobal.org/spec/lti-ags/scope/score");
    ObjectNode product = configuration.putObject(PLATFORM);
    product.put("product_family_code", "moodle").put("version", "1");
    product.putArray("variables").add("Context.id.history").add("User.username");
    return configuration;
  }

  private void publish(JsonNode configuration) {
    platform.answer("/configuration", 200, "application/json", configuration.toString());
  }

  /** The platform's yes: a client of that id. */
  private void grant(String clientId) {
    ObjectNode granted = Platform.JSON.createObjectNode().put("client_id", clientId);
    granted.put("scope", "https://purl.imsglobal.org/spec/lti-ags/scope/score made-up");
    granted.putObject(TOOL).put("deployment_id", "d-7");
    platform.answer("/registration_endpoint", 200, "application/json", granted.toString());
  }

  private Answer register(String invitation, URI configuration) {
    return new HttpBrowser()
        .get(
            URI.create(
                invitation
                    + "?openid_configuration="
                    + HttpBrowser.encoded(configuration.toString())
                    + "&registration_token=opaque-token"));
  }

  private Answer register(URI configuration) {
    return register(Platform.invitation(site, true), configuration);
  }

  private Answer register() {
    return register(platform.address("/configuration"));
  }

  private Map<String, Object> registration(String clientId) {
    Map<String, Object> row = new LinkedHashMap<>();
    for (String column :
        List.of(
            "status", "issuer", "scopes", "jwks_url", "token_endpoint", "authorization_endpoint")) {
      Optional<Object> value =
          rows.one("select " + column + " from lti.registration where client_id = ?", clientId);
      value.ifPresent(v -> row.put(column, v));
    }
    return row;
  }

  private Answer refused(int status, String code) {
    long before = rows.count("lti.registration");
    Answer answer = register().assertRefused(status, code);
    assertThat(rows.count("lti.registration")).isEqualTo(before);
    assertThat(platform.posted()).isEmpty();
    return answer;
  }

  @Test
  @Tag("R-01")
  @Tag("DYN-01")
  void asksNobodyWithoutAnInvitation() {
    publish(configuration());
    for (String path : List.of("/lti/register/made-up", "/lti/register/", "/lti/register")) {
      register(site.url(path).toString(), platform.address("/configuration"))
          .assertRefused(403, "lti.registration-invitation-unknown");
    }
    new HttpBrowser()
        .get(site.url("/lti/register/made-up"))
        .assertRefused(403, "lti.registration-invitation-unknown");
    assertThat(platform.requests()).isZero();
  }

  @Test
  @Tag("DYN-02")
  @Tag("DYN-06")
  @Tag("DYN-08")
  @Tag("REG-02")
  void asksForNoMoreThanItNeedsAndKeepsWhatWasGranted() throws Exception {
    String client = "client-" + UUID.randomUUID();
    publish(configuration());
    grant(client);
    Answer done = register();
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    Stranger.Posted posted = platform.posted().get(0);
    assertThat(posted.authorization()).isEqualTo("Bearer opaque-token");
    JsonNode asked = Platform.JSON.readTree(posted.body());
    assertThat(asked.get("application_type").asText()).isEqualTo("web");
    assertThat(texts(asked.get("response_types"))).containsExactly("id_token");
    assertThat(texts(asked.get("grant_types")))
        .containsExactlyInAnyOrder("implicit", "client_credentials");
    assertThat(asked.get("initiate_login_uri").asText())
        .isEqualTo(site.url("/lti/login").toString());
    assertThat(texts(asked.get("redirect_uris")))
        .containsExactly(site.url("/lti/launch").toString());
    assertThat(asked.get("jwks_uri").asText()).isEqualTo(site.url("/lti/jwks.json").toString());
    assertThat(asked.get("token_endpoint_auth_method").asText()).isEqualTo("private_key_jwt");
    assertThat(asked.get("client_name").asText()).isNotEmpty();
    assertThat(asked.get("scope").asText())
        .isEqualTo("https://purl.imsglobal.org/spec/lti-ags/scope/score");
    JsonNode tool = asked.get(TOOL);
    assertThat(tool.get("target_link_uri").asText()).contains(tool.get("domain").asText());
    assertThat(texts(tool.get("claims"))).contains("iss", "sub").doesNotContain("email");
    assertThat(tool.get("custom_parameters").toString())
        .isEqualTo("{\"context_id_history\":\"$Context.id.history\"}");
    assertThat(tool.get("messages").findValuesAsText("type"))
        .containsExactlyInAnyOrder("LtiResourceLinkRequest", "LtiDeepLinkingRequest");
    assertThat(registration(client))
        .containsEntry("status", "ACTIVE")
        .containsEntry("issuer", platform.address("").toString())
        .containsEntry("scopes", "https://purl.imsglobal.org/spec/lti-ags/scope/score")
        .containsEntry("jwks_url", platform.address("/jwks_uri").toString());
    assertThat(
            rows.one(
                "select deployment_id from lti.deployment d join lti.registration r"
                    + " on r.id = d.registration where r.client_id = ?",
                client))
        .contains("d-7");
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://evil.example", "http://localhost", "https://127.0.0.1.evil.example"})
  @Tag("R-03")
  void refusesAnIssuerOfAnotherHost(String issuer) {
    publish(configuration().put("issuer", issuer));
    refused(400, "lti.registration-issuer-host");
  }

  @ParameterizedTest
  @CsvSource({
    "jwks_uri, https://10.0.0.1/keys",
    "registration_endpoint, https://169.254.169.254/latest/meta-data",
    "token_endpoint, https://192.168.0.1/token",
    "jwks_uri, https://[::ffff:10.0.0.1]/keys",
    "registration_endpoint, https://100.64.0.1/register"
  })
  @Tag("R-03")
  @Tag("DYN-03")
  void refusesAPrivateEndpoint(String endpoint, String address) {
    publish(configuration().put(endpoint, address));
    refused(400, "lti.registration-address-forbidden");
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
  @Tag("R-03")
  void refusesAConfigurationThatLacksSomething(String member) {
    ObjectNode configuration = configuration();
    configuration.remove(member);
    publish(configuration);
    assertThat(refused(400, "lti.registration-configuration-invalid").body()).contains(member);
    publish(configuration.put(member, "http://elsewhere.example/x"));
    int status = register().status();
    assertThat(status).isEqualTo(400);
    assertThat(platform.posted()).isEmpty();
  }

  @Test
  @Tag("DYN-05")
  void refusesAPlatformThatSupportsOtherAlgorithmsOnly() {
    ObjectNode elliptic = configuration();
    elliptic.putArray("id_token_signing_alg_values_supported").add("ES256");
    publish(elliptic);
    refused(400, "lti.registration-not-supported");
    ObjectNode secret = configuration();
    secret.putArray("token_endpoint_auth_methods_supported").add("client_secret_basic");
    publish(secret);
    refused(400, "lti.registration-not-supported");
  }

  @Test
  @Tag("R-03")
  @Tag("DYN-03")
  void refusesAConfigurationThatIsNoneOrTooLarge() {
    platform.answer("/configuration", 200, "text/html", "<html></html>");
    refused(400, "lti.registration-configuration-invalid");
    platform.answer("/configuration", 200, "application/json", "[".repeat(5_000));
    refused(400, "lti.registration-configuration-invalid");
    platform.answer("/configuration", 500, "text/plain", "down");
    refused(400, "lti.registration-address-unreachable");
    platform.answer(
        "/configuration", 200, "application/json", " ".repeat(5 << 20) + configuration());
    refused(400, "lti.registration-address-unreachable");
  }

  @Test
  @Tag("R-03")
  @Tag("DYN-03")
  void waitsForNoConfigurationThatComesByDrips() {
    platform.drip("/configuration");
    long began = System.nanoTime();
    refused(400, "lti.registration-address-unreachable");
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
  }

  @Test
  @Tag("R-02")
  @Tag("DYN-03")
  void followsNoRedirect() {
    try (Stranger target = new Stranger()) {
      target.answer("/configuration", 200, "application/json", configuration().toString());
      platform.redirect("/configuration", target.address("/configuration"));
      refused(400, "lti.registration-address-unreachable");
      assertThat(target.requests()).isZero();
      platform.redirect("/configuration", URI.create("http://169.254.169.254/latest/meta-data"));
      refused(400, "lti.registration-address-unreachable");
    }
  }

  @Test
  @Tag("R-04")
  @Tag("DYN-10")
  void leavesTheVictimAsItIsWhoeverComesUnderItsName() {
    Platform victim = Platform.shared("north");
    Map<String, Object> before = registration(victim.clientId());
    publish(configuration().put("issuer", victim.issuer()));
    grant(victim.clientId());
    register(Platform.invitation(site, false), platform.address("/configuration"))
        .assertRefused(409, "lti.registration-already-registered");
    String other = "attacker-" + UUID.randomUUID();
    grant(other);
    Answer pending = register(Platform.invitation(site, false), platform.address("/configuration"));
    assertThat(pending.status()).isEqualTo(200);
    assertThat(registration(other)).containsEntry("status", "PENDING");
    assertThat(registration(victim.clientId())).isEqualTo(before);
    Map<String, String> initiation =
        Map.of(
            "iss",
            victim.issuer(),
            "client_id",
            other,
            "login_hint",
            "5",
            "target_link_uri",
            site.url("/lti/launch").toString());
    new HttpBrowser()
        .post(site.url("/lti/login"), initiation)
        .assertRefused(403, "lti.registration-pending");
    victim.launch(new HttpBrowser(), "5").post().assertEntered();
  }

  @Test
  @Tag("R-05")
  @Tag("DYN-01")
  @Tag("DYN-10")
  @Tag("REG-08")
  void takesAnInvitationOnceAndASecondClientAsAnotherRegistration() {
    publish(configuration());
    String first = "first-" + UUID.randomUUID();
    grant(first);
    String invitation = Platform.invitation(site, true);
    assertThat(register(invitation, platform.address("/configuration")).status()).isEqualTo(200);
    String second = "second-" + UUID.randomUUID();
    grant(second);
    int asked = platform.requests();
    register(invitation, platform.address("/configuration"))
        .assertRefused(403, "lti.registration-invitation-used");
    assertThat(platform.requests()).isEqualTo(asked);
    assertThat(registration(second)).isEmpty();
    register(Platform.invitation(site, false), platform.address("/configuration"));
    assertThat(registration(first)).containsEntry("status", "ACTIVE");
    assertThat(registration(second)).containsEntry("status", "PENDING");
  }

  @Test
  @Tag("DYN-01")
  void givesAnInvitationBackWhenThePlatformFails() {
    String invitation = Platform.invitation(site, true);
    platform.answer("/configuration", 500, "text/plain", "down");
    register(invitation, platform.address("/configuration"))
        .assertRefused(400, "lti.registration-address-unreachable");
    publish(configuration());
    grant("client-" + UUID.randomUUID());
    assertThat(register(invitation, platform.address("/configuration")).status()).isEqualTo(200);
  }

  @Test
  @Tag("DYN-10")
  void launchesAfterAnAdministratorApproved() {
    Platform pending = Platform.register(site, "south", false);
    Map<String, String> fields =
        Attempt.fields(pending.initiation(Platform.JSON.createObjectNode().put("user", "5")));
    new HttpBrowser()
        .post(site.url("/lti/login"), fields)
        .assertRefused(403, "lti.registration-pending");
    new Administrator(site).act(pending, "approve");
    pending.launch(new HttpBrowser(), "5").post().assertEntered();
  }

  @Test
  @Tag("REG-02")
  void takesAPlatformTypedInByHandWithTheSameChecks() {
    Administrator administrator = new Administrator(site);
    assertThat(administrator.page().body())
        .contains(
            site.url("/lti/login").toString(),
            site.url("/lti/launch").toString(),
            site.url("/lti/jwks.json").toString());
    String client = "typed-" + UUID.randomUUID();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("issuer", "http://10.0.0.1");
    fields.put("clientId", client);
    fields.put("deploymentId", "1");
    fields.put("authorizationEndpoint", "https://lms.example/auth");
    fields.put("tokenEndpoint", "https://lms.example/token");
    fields.put("jwksUrl", "https://lms.example/keys");
    fields.put("productFamily", "moodle");
    administrator.post("", fields).assertRefused(400, "lti.registration-field-invalid");
    fields.put("issuer", "https://lms.example");
    assertThat(administrator.post("", fields).status()).isEqualTo(303);
    assertThat(registration(client)).containsEntry("status", "ACTIVE");
    administrator.post("", fields).assertRefused(409, "lti.registration-already-registered");
  }

  @Test
  @Tag("R-06")
  @Tag("SAFE-11")
  void showsMarkupInNamesAsText() {
    ObjectNode configuration = configuration();
    String markup = "<img src=x onerror=document.title='x'>";
    configuration
        .putObject(PLATFORM)
        .put("product_family_code", markup)
        .put("version", "<script>document.title='x'</script>");
    publish(configuration);
    String client = "<b id=injected>" + UUID.randomUUID();
    grant(client);
    assertThat(register().status()).isEqualTo(200);
    try (BrowserContext administrator = Browser.shared().person("en-GB")) {
      Page page = administrator.newPage();
      page.navigate(site.command("admin-link", "{}").get("url").asText());
      page.navigate(page.url() + "/registrations");
      assertThat(page.title()).isNotEqualTo("x");
      assertThat(page.locator("#injected").count()).isZero();
      assertThat(page.locator("img[src=x]").count()).isZero();
      assertThat(page.locator("main").first().innerText()).contains(markup, client);
    }
  }
}
