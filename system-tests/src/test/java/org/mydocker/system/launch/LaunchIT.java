package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** What a verified launch does: tenancy, claims, people, keys (lti.md 1.1, 1.4, 1.12). */
@InTurn
class LaunchIT {

  private static final String EMAIL = "same@example.invalid";

  private final Site site = Site.shared();
  private final Platform north = Platform.shared("north");
  private final Platform south = Platform.shared("south");
  private final Rows rows = new Rows(site);

  private Attempt attempt(String user) {
    return north.launch(new HttpBrowser(), user);
  }

  private Object person(Answer launched, String column) {
    return rows.one(
            "select " + column + " from lti.person where id = ?",
            UUID.fromString(rows.visit(launched, "person")))
        .orElseThrow();
  }

  @Test
  @Tag("REG-01")
  @Tag("REG-06")
  @Tag("REG-08")
  @Tag("ROL-11")
  @Tag("L-03")
  void keepsTheSameNumbersOfTwoRegistrationsApart() {
    Platform second = Platform.register(site, "north");
    Answer here = attempt("5").claim("email", EMAIL).post().assertEntered();
    Answer again = attempt("5").post().assertEntered();
    Answer clone = second.launch(new HttpBrowser(), "5").post().assertEntered();
    Answer there =
        south.launch(new HttpBrowser(), "5").claim("email", EMAIL).post().assertEntered();
    assertThat(rows.visit(again, "person")).isEqualTo(rows.visit(here, "person"));
    assertThat(rows.visit(again, "course")).isEqualTo(rows.visit(here, "course"));
    for (String column : List.of("person", "course", "tenant")) {
      assertThat(Stream.of(here, clone, there).map(answer -> rows.visit(answer, column)).distinct())
          .hasSize(3);
    }
    assertThat(person(here, "email")).isEqualTo(person(there, "email"));
  }

  @Test
  @Tag("REG-05")
  @Tag("L-01")
  void refusesADeploymentThatItDoesNotKnow() {
    Traces traces = new Traces(north, south);
    Map<String, String> fields =
        Attempt.fields(north.initiation(Platform.JSON.createObjectNode().put("user", "5")));
    assertThat(fields).containsKey("lti_deployment_id");
    Attempt other = attempt("5").lti("deployment_id", "no-such");
    traces.none(403, "lti.deployment-mismatch", other::post);
    Attempt silent = withoutDeployment("5");
    silent.lti("deployment_id", "no-such");
    traces.none(403, "lti.deployment-unknown", silent::post);
    Attempt souths = withoutDeployment("5");
    String others = Platform.register(site, "south").deploymentId();
    assertThat(others).isNotEqualTo(north.deploymentId());
    souths.lti("deployment_id", others);
    traces.none(403, "lti.deployment-unknown", souths::post);
    Attempt tooLong = withoutDeployment("5");
    tooLong.lti("deployment_id", "d".repeat(256));
    traces.none(400, "lti.deployment-missing", tooLong::post);
    assertThat(new Administrator(site).page().body()).contains("lti.deployment-unknown no-such");
  }

  private Attempt withoutDeployment(String user) {
    JsonNode initiation =
        north.initiation(Platform.JSON.createObjectNode().put("user", user)).deepCopy();
    ((ObjectNode) initiation.get("fields")).remove("lti_deployment_id");
    return Attempt.begin(north, new HttpBrowser(), initiation);
  }

  @Test
  @Tag("MSG-01")
  void takesTheVersionAsItIsWrittenOnly() {
    Traces traces = new Traces(north);
    for (Object version : List.of("1.3", 1.3, "not-1.3", "1.3.0 ", "1.3.1", List.of("1.3.0"))) {
      Attempt attempt = attempt("5").lti("version", version);
      traces.none(400, "lti.version", attempt::post);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ltiresourcelinkrequest",
        "LtiStartProctoring",
        "LtiDeepLinkingResponse",
        "<b>LtiResourceLinkRequest"
      })
  @Tag("L-20")
  void refusesEveryOtherMessage(String type) {
    Attempt attempt = attempt("5").lti("message_type", type);
    Answer answer = new Traces(north).none(400, "lti.message-type", attempt::post);
    assertThat(answer.body()).doesNotContain("<b>Lti");
  }

  @Test
  @Tag("MSG-03")
  @Tag("MSG-05")
  @Tag("MSG-07")
  void refusesIdsThatAreEmptyOrTooLong() {
    Traces traces = new Traces(north);
    String tooLong = "i".repeat(256);
    Attempt deployment = attempt("5").lti("deployment_id", "");
    traces.none(400, "lti.deployment-missing", deployment::post);
    for (String id : List.of("", tooLong)) {
      Attempt link = attempt("5").lti("resource_link", Map.of("id", id));
      traces.none(400, "lti.resource-link-missing", link::post);
      Attempt subject = attempt("5").claim("sub", id);
      traces.none(400, "lti.subject", subject::post);
      Attempt context = attempt("5").lti("context", Map.of("id", id));
      traces.none(400, "lti.context", context::post);
    }
  }

  @Test
  @Tag("MSG-04")
  void needsATargetOfItsOwn() {
    Attempt missing = attempt("5").lti("target_link_uri", null);
    new Traces(north).none(400, "lti.target-missing", missing::post);
    Attempt elsewhere = attempt("5").lti("target_link_uri", site.url("/internal/x").toString());
    new Traces(north).none(400, "lti.target-foreign", elsewhere::post);
    attempt("5").lti("target_link_uri", site.url("/").toString()).post().assertEntered();
  }

  static Stream<Map<String, Object>> badOptionalClaims() {
    return Stream.of(
        Map.of("custom", List.of(1, 2)),
        Map.of("custom", "text"),
        Map.of("launch_presentation", "text"),
        Map.of("launch_presentation", Map.of("locale", 7, "return_url", List.of(), "height", "x")),
        Map.of("tool_platform", List.of()),
        Map.of("tool_platform", Map.of("product_family_code", 7, "guid", Map.of())),
        Map.of("lis", "text"),
        Map.of("lis", Map.of("person_sourcedid", "", "course_section_sourcedid", "")),
        Map.of("role_scope_mentor", List.of("6", "7")),
        Map.of("ext", List.of()),
        Map.of("made_up", Map.of("a", List.of(1))),
        Map.of("lti1p1", Map.of("user_id", "3", "oauth_consumer_key", "k")));
  }

  @ParameterizedTest
  @MethodSource("badOptionalClaims")
  @Tag("MSG-10")
  @Tag("MSG-11")
  @Tag("MSG-14")
  void leavesOutOptionalClaimsThatAreWrong(Map<String, Object> claims) {
    Attempt attempt = attempt("5");
    claims.forEach(attempt::lti);
    Answer answer = attempt.post().assertEntered();
    assertThat(rows.visit(answer, "role")).isEqualTo("STUDENT");
  }

  @Test
  @Tag("MSG-10")
  void takesWholeNumbersForIdsAndNamesOfAnyOtherTypeForNone() {
    Answer text = attempt("5").post().assertEntered();
    Answer number =
        attempt("5")
            .claim("sub", 5)
            .claim("name", List.of("x"))
            .claim("email", 7)
            .lti("context", Map.of("id", 2))
            .post()
            .assertEntered();
    assertThat(rows.visit(number, "person")).isEqualTo(rows.visit(text, "person"));
    assertThat(rows.visit(number, "course")).isEqualTo(rows.visit(text, "course"));
    attempt("5").claim("sub", 5.5).post().assertRefused(400, "lti.subject");
    attempt("5").lti("roles", "Instructor").post().assertRefused(400, "lti.roles-missing");
  }

  @Test
  @Tag("MSG-12")
  void takesAVariableThatWasNotSubstitutedForAbsent() {
    attempt("5")
        .lti("custom", Map.of("mydocker_target", "$Foo.bar", "role", "Instructor", "sub", "3"))
        .post()
        .assertEntered();
    attempt("5")
        .lti("custom", Map.of("mydocker_target", "no-such-target"))
        .post()
        .assertRefused(404, "lti.destination-unknown");
  }

  @ParameterizedTest
  @CsvSource({"iframe, true", "window, false", "made-up, false"})
  @Tag("MSG-13")
  void standsWhereThePlatformPutIt(String target, String framed) {
    Answer answer =
        attempt("5")
            .lti("launch_presentation", Map.of("document_target", target, "css_url", "x"))
            .post()
            .assertEntered();
    assertThat(rows.visit(answer, "framed")).isEqualTo(framed);
  }

  @ParameterizedTest
  @CsvSource({"fr, fr", "fr-FR, fr-FR", "pt_br, pt-BR", "../../etc, en", "en-US<script>, en"})
  @Tag("MSG-13")
  @Tag("L-11")
  void speaksTheLanguageOfTheLaunch(String sent, String kept) {
    Attempt attempt =
        attempt("5").lti("launch_presentation", Map.of("locale", sent, "document_target", "x"));
    Answer answer = attempt.post().assertEntered();
    assertThat(rows.visit(answer, "locale")).startsWith(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "https://evil.example/back",
        "data:text/html,x",
        "//evil.example",
        "http://127.0.0.1@evil.example/"
      })
  @Tag("MSG-13")
  @Tag("L-12")
  void forgetsAReturnAddressThatIsNotThePlatforms(String address) {
    Attempt good = attempt("5");
    String expected =
        good.claims().get(Attempt.LTI + "launch_presentation").get("return_url").asText();
    assertThat(rows.visit(good.post().assertEntered(), "return_url")).isEqualTo(expected);
    Answer bad =
        attempt("5")
            .lti("launch_presentation", Map.of("return_url", address))
            .post()
            .assertEntered();
    assertThat(rows.visit(bad, "return_url")).isEmpty();
  }

  @Test
  @Tag("MSG-16")
  @Tag("MSG-17")
  void keepsNamesAsPlainTextAndFollowsTheirChanges() {
    String sub = "named-" + UUID.randomUUID();
    Answer first =
        attempt("5")
            .claim("sub", sub)
            .claim("name", "E\u0301lo\u202Eise\r\n<b>x</b>\u0007" + "n".repeat(400))
            .post()
            .assertEntered();
    String name = person(first, "name").toString();
    assertThat(name).startsWith("\u00c9loise").hasSizeLessThanOrEqualTo(255);
    assertThat(name).doesNotContain("\u202E", "\r", "\n", "\u0007");
    Answer later = attempt("5").claim("sub", sub).claim("name", "New Name").post().assertEntered();
    assertThat(rows.visit(later, "person")).isEqualTo(rows.visit(first, "person"));
    assertThat(person(later, "name")).isEqualTo("New Name");
  }

  @Test
  @Tag("MSG-09")
  void givesSomebodyWithoutANameAShortOne() {
    Answer answer =
        attempt("5")
            .claim("sub", "nameless-" + UUID.randomUUID())
            .claim("name", null)
            .claim("given_name", null)
            .claim("family_name", null)
            .claim("email", null)
            .post()
            .assertEntered();
    assertThat(person(answer, "name").toString()).isNotBlank().doesNotContain("nameless-");
  }

  @Test
  @Tag("MSG-19")
  @Tag("L-17")
  void linksNobodyBecauseOfAClaimOfOldLaunches() {
    String sub = "migrant-" + UUID.randomUUID();
    Answer victim = attempt("3").post().assertEntered();
    Answer answer =
        attempt("5")
            .claim("sub", sub)
            .lti(
                "lti1p1",
                Map.of("user_id", "3", "oauth_consumer_key", "k", "oauth_consumer_key_sign", "x"))
            .post()
            .assertEntered();
    assertThat(rows.visit(answer, "person")).isNotEqualTo(rows.visit(victim, "person"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://10.0.0.1/lineitem",
        "https://evil.example/lineitem",
        "http://127.0.0.1@evil.example/x",
        "file:///etc/passwd"
      })
  @Tag("L-13")
  void keepsNoServiceAddressThatIsNotThePlatforms(String address) {
    Platform fresh = Platform.register(site, "north");
    Answer answer =
        fresh
            .launch(new HttpBrowser(), "5")
            .claim(
                "https://purl.imsglobal.org/spec/lti-ags/claim/endpoint",
                Map.of("lineitem", address, "lineitems", address, "scope", List.of()))
            .claim(
                "https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice",
                Map.of("context_memberships_url", address, "service_versions", List.of("2.0")))
            .post()
            .assertEntered();
    assertThat(
            rows.one(
                    "select coalesce(memberships_url, '') || coalesce(lineitems_url, '')"
                        + " from lti.course where id = ?",
                    UUID.fromString(rows.visit(answer, "course")))
                .orElseThrow())
        .isEqualTo("");
    assertThat(rows.one("select url from lti.line_item where url = ?", address)).isEmpty();
  }

  @Test
  @Tag("ROL-12")
  @Tag("L-16")
  void keepsSomebodySuspendedOut() {
    String sub = "suspended-" + UUID.randomUUID();
    Answer first = attempt("5").claim("sub", sub).post().assertEntered();
    rows.change(
        "update lti.person set suspended = true where id = ?",
        UUID.fromString(rows.visit(first, "person")));
    Attempt again = attempt("5").claim("sub", sub);
    new Traces(north).none(403, "lti.person-suspended", again::post);
  }

  @Test
  @Tag("L-16")
  void stopsLaunchesAndVisitsOfASuspendedRegistration() {
    Platform fresh = Platform.register(site, "south");
    HttpBrowser browser = new HttpBrowser();
    Answer running =
        fresh
            .launch(
                browser,
                Platform.JSON.createObjectNode().put("user", "3").put("message", "DEEP_LINKING"))
            .post()
            .assertEntered();
    Attempt underWay = fresh.launch(new HttpBrowser(), "5");
    URI page = site.url().resolve(running.location());
    assertThat(browser.get(page).status()).isEqualTo(200);
    new Administrator(site).act(fresh, "suspend");
    browser.get(page).assertRefused(401, "site.visit-over");
    underWay.post().assertRefused(403, "lti.registration-suspended");
    JsonNode initiation = fresh.initiation(Platform.JSON.createObjectNode().put("user", "5"));
    new HttpBrowser()
        .post(site.url("/lti/login"), Attempt.fields(initiation))
        .assertRefused(403, "lti.registration-suspended");
    south.launch(new HttpBrowser(), "5").post().assertEntered();
    new Administrator(site).act(fresh, "resume");
    fresh.launch(new HttpBrowser(), "5").post().assertEntered();
  }

  @Test
  @Tag("KEY-01")
  @Tag("KEY-02")
  void publishesItsKeysWithPublicMembersOnly() throws Exception {
    Answer answer = new HttpBrowser().get(site.url("/lti/jwks.json"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Cache-Control")).contains("max-age=3600");
    JsonNode keys = Platform.JSON.readTree(answer.body()).get("keys");
    assertThat(keys).isNotEmpty();
    for (JsonNode key : keys) {
      assertThat(key.properties().stream().map(Map.Entry::getKey))
          .containsExactlyInAnyOrder("kty", "kid", "alg", "use", "n", "e");
      assertThat(key.get("use").asText() + " " + key.get("alg").asText()).isEqualTo("sig RS256");
      byte[] modulus = Base64.getUrlDecoder().decode(key.get("n").asText());
      assertThat(new BigInteger(1, modulus).bitLength()).isGreaterThanOrEqualTo(3072);
      assertThat(
              PublicJsonWebKey.Factory.newPublicJwk(key.toString())
                  .calculateBase64urlEncodedThumbprint("SHA-256"))
          .isEqualTo(key.get("kid").asText());
    }
  }

  @Test
  @Tag("TOK-22")
  void logsNothingThatCouldBeUsed() {
    Attempt good = attempt("5");
    String token = good.token();
    Answer entered = good.post(token).assertEntered();
    Attempt refused = attempt("5").lti("version", "x");
    String refusedToken = refused.token();
    refused.post(refusedToken).assertRefused(400, "lti.version");
    String secret = good.browser().cookies().get("__Host-visit." + entered.visit().orElseThrow());
    String log = site.log();
    assertThat(log).contains("lti.version");
    for (String word :
        List.of(token, refusedToken, good.state(), good.nonce(), refused.nonce(), secret)) {
      assertThat(log.contains(word.substring(0, 20))).as(word).isFalse();
    }
  }
}
