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
import org.mydocker.system.launch.Picker;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Browser;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Looks;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;

/**
 * Dynamic registration against a platform that is the test's own (lti.md 1.13, 3.5). Its addresses
 * are of this machine's loopback, which a site for trying may call; {@link OutboundIT} looks at a
 * site that may not.
 */
@InTurn
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
  @Tag("DYN-04")
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
  @Tag("DYN-04")
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
    Answer asked = register(Platform.invitation(site, true), platform.address("/configuration"));
    assertThat(asked.status()).isEqualTo(200);
    assertThat(asked.body()).contains("An administrator is asked");
    assertThat(registration(victim.clientId())).isEqualTo(before);
    victim.launch(new HttpBrowser(), "5").post().assertEntered();
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
  @Tag("DYN-04")
  void showsHostsThatAreNotTheIssuersBeforeTheyCount() {
    String client = "client-" + UUID.randomUUID();
    publish(
        configuration()
            .put("token_endpoint", platform.address("localhost", "/token").toString())
            .put("jwks_uri", platform.address("localhost", "/keys").toString()));
    grant(client);
    Answer done = register(Platform.invitation(site, true), platform.address("/configuration"));
    assertThat(done.body()).contains("has to approve it");
    assertThat(registration(client)).containsEntry("status", "PENDING");
    Administrator administrator = new Administrator(site);
    assertThat(administrator.card(client))
        .contains("Hosts that are not the issuer", "value=\"localhost\"", "access tokens", "keys")
        .doesNotContain("value=\"127.0.0.1\"");
    for (Map<String, String> unread :
        List.of(Map.<String, String>of(), Map.of("host", ""), Map.of("host", "127.0.0.1"))) {
      Answer refused = administrator.act(client, "approve", unread);
      refused.assertRefused(409, "lti.registration-hosts-unconfirmed");
      assertThat(refused.body()).contains("localhost");
      assertThat(registration(client)).containsEntry("status", "PENDING");
    }
    assertThat(administrator.act(client, "suspend", Map.of()).status()).isEqualTo(303);
    administrator
        .act(client, "resume", Map.of())
        .assertRefused(409, "lti.registration-hosts-unconfirmed");
    Map<String, String> read = Map.of("host", "localhost");
    assertThat(administrator.act(client, "resume", read).status()).isEqualTo(303);
    assertThat(registration(client)).containsEntry("status", "ACTIVE");
    assertThat(administrator.card(client)).contains("as an administrator confirmed", "localhost");
  }

  @Test
  @Tag("DYN-04")
  void asksNothingWhereAllIsOnTheIssuersHost() {
    String client = "client-" + UUID.randomUUID();
    publish(configuration());
    grant(client);
    register(Platform.invitation(site, false), platform.address("/configuration"));
    Administrator administrator = new Administrator(site);
    assertThat(administrator.card(client)).doesNotContain("Hosts that are not the issuer");
    assertThat(administrator.act(client, "approve", Map.of()).status()).isEqualTo(303);
    assertThat(registration(client)).containsEntry("status", "ACTIVE");
  }

  @Test
  @Tag("DYN-07")
  void asksForNamesAndEMailOnlyWhereTheInstitutionWantsThem() throws Exception {
    publish(configuration());
    Administrator administrator = new Administrator(site);
    List<String> least = List.of("iss", "sub");
    List<String> names = List.of("iss", "sub", "name", "given_name", "family_name");
    List<String> all = List.of("iss", "sub", "name", "given_name", "family_name", "email");
    assertThat(claims(Platform.invitation(site, true))).isEqualTo(names);
    assertThat(claims(administrator.invite(Map.of()))).isEqualTo(least);
    String emails = administrator.invite(Map.of("emails", "true"));
    assertThat(claims(emails)).isEqualTo(List.of("iss", "sub", "email"));
    assertThat(claims(administrator.invite(Map.of("names", "true", "emails", "true"))))
        .isEqualTo(all);
    String command =
        site.command("invite", "{\"approve\": true, \"names\": false, \"emails\": true}")
            .get("registrationUrl")
            .asText();
    assertThat(claims(command)).isEqualTo(List.of("iss", "sub", "email"));

    // An institution that is there keeps its choice, whatever the invitation says.
    String client = "client-" + UUID.randomUUID();
    grant(client);
    register(administrator.invite(Map.of()), platform.address("/configuration"));
    String tenant =
        String.valueOf(
            rows.one("select tenant from lti.registration where client_id = ?", client)
                .orElseThrow());
    Map<String, String> joining = Map.of("tenant", tenant, "names", "true", "emails", "true");
    assertThat(claims(administrator.invite(joining))).isEqualTo(least);
    Map<String, String> wanting = Map.of("names", "true");
    assertThat(administrator.act(client, "wanted", wanting).status()).isEqualTo(303);
    assertThat(claims(administrator.invite(Map.of("tenant", tenant, "emails", "true"))))
        .isEqualTo(names);
    administrator
        .post("/invite", Map.of("tenant", UUID.randomUUID().toString()))
        .assertRefused(400, "lti.registration-field-invalid");
  }

  /** Registers a new client and says which claims it asked for. */
  private List<String> claims(String invitation) throws Exception {
    grant("client-" + UUID.randomUUID());
    Answer done = register(invitation, platform.address("/configuration"));
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    List<Stranger.Posted> posted = platform.posted();
    return texts(
        Platform.JSON.readTree(posted.get(posted.size() - 1).body()).get(TOOL).get("claims"));
  }

  @Test
  @Tag("DYN-07")
  void isToldNamesByThePlatformOnlyWhereTheyWereAskedFor() {
    for (boolean wanted : List.of(true, false)) {
      Platform south = Platform.of(site, "south");
      String invitation =
          site.command("invite", "{\"approve\": true, \"names\": " + wanted + "}")
              .get("registrationUrl")
              .asText();
      south.registered(invitation);
      Attempt launch = south.launch(new HttpBrowser(), "5");
      assertThat(launch.claims().has("name")).isEqualTo(wanted);
      assertThat(launch.claims().has("email")).isFalse();
      launch.post().assertEntered();
    }
  }

  @Test
  @Tag("DYN-09")
  void learnsScopesAnewWhereTheAnswerClaimedTooMuch() {
    Platform south = Platform.of(site, "south");
    ObjectNode fewer = Platform.JSON.createObjectNode().put("status", 0);
    fewer.putObject("members").putArray("scopes_supported").add(SCORE);
    south.fault("configuration", fewer);
    try {
      south.registered(true);
    } finally {
      south.mend("configuration");
    }
    String client = south.clientId();
    assertThat(scopes(client))
        .as("as Moodle: the line item scope is claimed and not granted")
        .contains(SCORE, LINE_ITEM);
    assertThat(rows.one("select messages from lti.registration where client_id = ?", client))
        .contains("LtiDeepLinkingRequest");
    assertThat(
            rows.one(
                "select deployment_id from lti.deployment d join lti.registration r"
                    + " on r.id = d.registration where r.client_id = ?",
                client))
        .contains(south.deploymentId());
    assertThat(new Administrator(site).card(client))
        .contains("LtiDeepLinkingRequest", "lineitem, ");

    // A launch names what there is: nothing is asked for that is not among it.
    Coursework work = Coursework.uncoupled(south);
    int tokens = south.requests().get("token");
    int columns = south.columns().size();
    work.open(Coursework.TEACHER);
    assertThat(south.columns()).hasSize(columns);

    // A launch that claims too much as well has the token endpoint asked, which knows better.
    claimingLineItems(south, work).post().assertEntered();
    assertThat(south.requests().get("token")).isGreaterThan(tokens);
    assertThat(scopes(client)).doesNotContain(LINE_ITEM).contains(SCORE);
    assertThat(south.columns()).hasSize(columns);

    // And what the platform grants later is learned from the next launch.
    south.grant(List.of(SCORE, LINE_ITEM, LINE_ITEM + ".readonly", ROSTER));
    Coursework.uncoupled(south).open(Coursework.TEACHER);
    assertThat(scopes(client)).contains(SCORE, LINE_ITEM, ROSTER);
    assertThat(south.columns()).hasSize(columns + 1);
  }

  private static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
  private static final String LINE_ITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
  private static final String ROSTER =
      "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

  private List<String> scopes(String client) {
    return List.of(String.valueOf(registration(client).get("scopes")).split(" "));
  }

  private static Attempt claimingLineItems(Platform platform, Coursework work) {
    Attempt attempt = work.launching(Coursework.TEACHER);
    ObjectNode endpoint =
        (ObjectNode) attempt.claims().get("https://purl.imsglobal.org/spec/lti-ags/claim/endpoint");
    endpoint.putArray("scope").add(LINE_ITEM).add(SCORE);
    return attempt;
  }

  @Test
  @Tag("DYN-12")
  void changesARegistrationOnlyAfterAnAdministratorConfirmed() {
    String client = "client-" + UUID.randomUUID();
    publish(configuration());
    grant(client);
    assertThat(register().status()).isEqualTo(200);
    Map<String, Object> before = registration(client);
    Administrator administrator = new Administrator(site);
    assertThat(register().body()).contains("nothing is different");
    assertThat(administrator.card(client)).doesNotContain("wants to change");

    String keys = platform.address("/new-keys").toString();
    String tokens = platform.address("localhost", "/new-token").toString();
    publish(configuration().put("jwks_uri", keys).put("token_endpoint", tokens));
    assertThat(register().body()).contains("An administrator is asked");
    assertThat(registration(client)).isEqualTo(before);
    String card = administrator.card(client);
    assertThat(card)
        .contains("wants to change", keys, tokens, String.valueOf(before.get("jwks_url")))
        .contains("value=\"localhost\"");
    String seen = card.replaceFirst("(?s).*name=\"change\" value=\"([^\"]*)\".*", "$1");

    // What was read is confirmed, not what came after it, and hosts are read as well.
    publish(configuration().put("jwks_uri", platform.address("/other-keys").toString()));
    register();
    administrator
        .act(client, "change/confirm", Map.of("change", seen, "host", "localhost"))
        .assertRefused(409, "lti.registration-change-outdated");
    publish(configuration().put("jwks_uri", keys).put("token_endpoint", tokens));
    register();
    administrator
        .act(client, "change/confirm", Map.of("change", seen))
        .assertRefused(409, "lti.registration-hosts-unconfirmed");
    assertThat(registration(client)).isEqualTo(before);

    Map<String, String> read = Map.of("change", seen, "host", "localhost");
    assertThat(administrator.act(client, "change/confirm", read).status()).isEqualTo(303);
    assertThat(registration(client))
        .containsEntry("jwks_url", keys)
        .containsEntry("token_endpoint", tokens)
        .containsEntry("status", before.get("status"))
        .containsEntry("issuer", before.get("issuer"));
    assertThat(administrator.card(client)).doesNotContain("wants to change");
    administrator
        .act(client, "change/confirm", read)
        .assertRefused(404, "lti.registration-not-found");

    publish(configuration());
    register();
    Map<String, Object> changed = registration(client);
    String other =
        administrator.card(client).replaceFirst("(?s).*name=\"change\" value=\"([^\"]*)\".*", "$1");
    assertThat(administrator.act(client, "change/drop", Map.of("change", other)).status())
        .isEqualTo(303);
    assertThat(registration(client)).isEqualTo(changed);
    assertThat(administrator.card(client)).doesNotContain("wants to change");
  }

  @Test
  @Tag("DYN-12")
  void givesAnIssuerNoOtherKeySetUnlessAnAdministratorConfirms() {
    Platform south = Platform.register(site, "south");
    south.launch(new HttpBrowser(), "5").post().assertEntered();
    Answer same = new HttpBrowser().get(south.updateUrl(Platform.invitation(site, true)));
    assertThat(same.body()).contains("nothing is different");

    platform.answer("/keys", 200, "application/json", "{\"keys\":[]}");
    ObjectNode elsewhere = Platform.JSON.createObjectNode().put("status", 0);
    elsewhere.putObject("members").put("jwks_uri", platform.address("/keys").toString());
    south.fault("configuration", elsewhere);
    Answer asked;
    try {
      asked = new HttpBrowser().get(south.updateUrl(Platform.invitation(site, true)));
    } finally {
      south.mend("configuration");
    }
    assertThat(asked.body()).contains("An administrator is asked");
    Administrator administrator = new Administrator(site);
    administrator.act(south, "refresh-keys");
    south.launch(new HttpBrowser(), "5").post().assertEntered();
    assertThat(platform.requests()).as("nobody asked the other key set").isZero();

    String seen =
        administrator
            .card(south.clientId())
            .replaceFirst("(?s).*name=\"change\" value=\"([^\"]*)\".*", "$1");
    assertThat(
            administrator.act(south.clientId(), "change/confirm", Map.of("change", seen)).status())
        .isEqualTo(303);
    Answer unknown = south.launch(new HttpBrowser(), "5").post();
    assertThat(unknown.code()).isIn("lti.kid-unknown", "lti.keys-unavailable");
    assertThat(platform.requests()).isPositive();
  }

  @Test
  @Tag("REG-02")
  @Tag("DYN-13")
  void takesAPlatformTypedInByHandWithTheSameChecks() {
    Administrator administrator = new Administrator(site);
    String client = "typed-" + UUID.randomUUID();
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("issuer", platform.address("").toString());
    fields.put("clientId", client);
    fields.put("deploymentId", "1");
    fields.put("authorizationEndpoint", platform.address("/auth").toString());
    fields.put("tokenEndpoint", platform.address("/token").toString());
    fields.put("tokenAudience", "an audience");
    fields.put("jwksUrl", platform.address("/keys").toString());
    fields.put("productFamily", "moodle");
    fields.put("emails", "true");
    for (String field :
        List.of("issuer", "authorizationEndpoint", "tokenEndpoint", "jwksUrl", "clientId")) {
      refusedByHand(administrator, fields, field, "", "lti.registration-field-invalid");
    }
    for (String field : List.of("issuer", "authorizationEndpoint", "tokenEndpoint", "jwksUrl")) {
      for (String wrong :
          List.of("http://10.0.0.1/x", "ftp://127.0.0.1/x", "https://u@127.0.0.1/x", "x")) {
        refusedByHand(administrator, fields, field, wrong, "lti.registration-field-invalid");
      }
    }
    for (String field : List.of("authorizationEndpoint", "tokenEndpoint", "jwksUrl")) {
      for (String inner :
          List.of(
              "https://10.0.0.1/x", "https://169.254.169.254/x", "https://[::ffff:10.0.0.1]/x")) {
        refusedByHand(administrator, fields, field, inner, "lti.registration-address-forbidden");
      }
    }
    assertThat(registration(client)).isEmpty();

    assertThat(administrator.post("", fields).status()).isEqualTo(303);
    assertThat(registration(client))
        .containsEntry("status", "ACTIVE")
        .containsEntry("token_endpoint", platform.address("/token").toString());
    assertThat(rows.one("select token_audience from lti.registration where client_id = ?", client))
        .contains("an audience");
    assertThat(
            rows.one(
                "select wants_names || ' ' || wants_emails from lti.tenant t"
                    + " join lti.registration r on r.tenant = t.id where r.client_id = ?",
                client))
        .contains("false true");
    administrator.post("", fields).assertRefused(409, "lti.registration-already-registered");

    String elsewhere = "typed-" + UUID.randomUUID();
    fields.put("clientId", elsewhere);
    fields.put("jwksUrl", platform.address("localhost", "/keys").toString());
    assertThat(administrator.post("", fields).status()).isEqualTo(303);
    assertThat(registration(elsewhere)).containsEntry("status", "PENDING");
    assertThat(administrator.card(elsewhere)).contains("value=\"localhost\"");
    Map<String, String> read = Map.of("host", "localhost");
    assertThat(administrator.act(elsewhere, "approve", read).status()).isEqualTo(303);
    assertThat(registration(elsewhere)).containsEntry("status", "ACTIVE");
  }

  private static void refusedByHand(
      Administrator administrator,
      Map<String, String> fields,
      String field,
      String value,
      String code) {
    Map<String, String> wrong = new LinkedHashMap<>(fields);
    wrong.put(field, value);
    administrator.post("", wrong).assertRefused(400, code);
  }

  @Test
  @Tag("DYN-13")
  void launchesFromAPlatformThatWasRegisteredWithTheSheetAlone() {
    Administrator administrator = new Administrator(site);
    ObjectNode tool = Platform.JSON.createObjectNode();
    tool.put("name", "By hand").put("toolUrl", administrator.sheet("tool"));
    tool.put("initiateLoginUri", administrator.sheet("login"));
    tool.put("jwksUri", administrator.sheet("keys"));
    tool.putArray("redirectUris").add(administrator.sheet("redirect"));
    tool.put("deepLinkingUrl", administrator.sheet("selection"));
    ObjectNode custom = tool.putObject("custom");
    administrator
        .sheet("custom")
        .lines()
        .map(line -> line.split("=", 2))
        .forEach(pair -> custom.put(pair[0], pair[1]));
    Answer icon = new HttpBrowser().get(URI.create(administrator.sheet("icon")));
    assertThat(icon.status()).isEqualTo(200);
    assertThat(icon.header("Content-Type")).startsWith("image/");
    Platform south = Platform.typedIn(site, "south", tool);
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("issuer", south.issuer());
    fields.put("clientId", south.clientId());
    fields.put("deploymentId", south.deploymentId());
    fields.put("authorizationEndpoint", south.issuer() + "/mod/lti/auth.php");
    fields.put("tokenEndpoint", south.issuer() + "/mod/lti/token.php");
    fields.put("jwksUrl", south.issuer() + "/mod/lti/certs.php");
    fields.put("productFamily", "moodle");
    fields.put("names", "true");
    assertThat(administrator.post("", fields).status()).isEqualTo(303);

    Picker picker = Picker.open(south);
    Answer answer = picker.create("By hand " + UUID.randomUUID(), Map.of("points", "10"));
    List<String> added = Picker.deliver(answer);
    assertThat(added).hasSize(1);
    ObjectNode wish =
        Platform.JSON.createObjectNode().put("user", "5").put("activity", added.get(0));
    Attempt launch = south.launch(new HttpBrowser(), wish);
    assertThat(launch.claims().get(Attempt.LTI + "custom").get("course_start").asText())
        .startsWith("20");
    assertThat(launch.claims().get(Attempt.LTI + "custom").has("context_id_history")).isTrue();
    launch.post().assertEntered();
  }

  @Test
  void theAdministratorsPageFitsTheScreenInBothLanguages() {
    String client = "looks-" + UUID.randomUUID();
    publish(configuration());
    grant(client);
    register();
    publish(
        configuration()
            .put("jwks_uri", platform.address("localhost", "/a/long/path/to/new-keys").toString()));
    register();
    String waiting = "looks-" + UUID.randomUUID();
    grant(waiting);
    register();
    for (String locale : List.of("en-GB", "fr-FR")) {
      try (BrowserContext administrator = Browser.shared().person(locale)) {
        Page page = administrator.newPage();
        page.navigate(site.command("admin-link", "{}").get("url").asText());
        page.navigate(page.url() + "/registrations");
        Looks.at(page, "registrations-" + locale);
        page.navigate(Platform.invitation(site, true));
        page.navigate(
            Platform.invitation(site, true)
                + "?openid_configuration="
                + HttpBrowser.encoded(platform.address("/configuration").toString()));
        Looks.at(page, "registered-" + locale);
      }
    }
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
