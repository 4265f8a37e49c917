package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.launch.Traces;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Stranger;

/** Tokens whose form or signature is wrong (lti.md 3.2), as far as the key set is honest. */
@InTurn
class SignatureIT {

  private final Platform north = Platform.shared("north");
  private final Platform south = Platform.shared("south");
  private final Traces traces = new Traces(north, south);

  private Attempt attempt() {
    return north.launch(new HttpBrowser(), "5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE"})
  @Tag("J-01")
  @Tag("TOK-06")
  void refusesTheAlgorithmNoneInAnySpelling(String none) {
    Attempt attempt = attempt().key("none").header("alg", none);
    traces.none(401, "lti.algorithm", attempt::post);
  }

  @Test
  @Tag("J-01")
  void refusesAnEmptySignature() {
    Attempt attempt = attempt().header("alg", "RS256").signedAs("none");
    String token = attempt.token();
    assertThat(token).endsWith(".");
    traces.none(401, "lti.signature", () -> attempt.post(token));
  }

  @ParameterizedTest
  @CsvSource({
    "public-pem, HS256",
    "public-n, HS256",
    "jwks, HS256",
    "public-pem, HS384",
    "jwks, HS512"
  })
  @Tag("J-02")
  @Tag("TOK-06")
  void refusesAnHmacMadeWithThePublicKey(String key, String algorithm) {
    Attempt attempt = attempt().key(key).header("alg", algorithm);
    traces.none(401, "lti.algorithm", attempt::post);
  }

  @Test
  @Tag("J-02")
  void refusesAnHmacThatSaysItIsRsa() {
    Attempt attempt = attempt().key("public-pem").header("alg", "RS256").signedAs("HS256");
    traces.none(401, "lti.signature", attempt::post);
  }

  @Test
  @Tag("J-03")
  void refusesTheSignatureOfAnotherToken() {
    Attempt attempt = attempt();
    String[] one = attempt.token().split("\\.");
    String[] other = attempt.claim("sub", "3").token().split("\\.");
    traces.none(401, "lti.signature", () -> attempt.post(other[0] + "." + other[1] + "." + one[2]));
  }

  @ParameterizedTest
  @CsvSource({
    "own, RS384",
    "own, RS512",
    "own, PS256",
    "own, RS1",
    "ec, ES256",
    "ed, EdDSA",
    "own, rs256"
  })
  @Tag("J-04")
  @Tag("TOK-06")
  void refusesEveryAlgorithmThatIsNotAllowed(String key, String algorithm) {
    Attempt attempt =
        attempt()
            .key(key)
            .header("alg", algorithm)
            .signedAs(algorithm.equals("rs256") ? "RS256" : algorithm);
    traces.none(401, "lti.algorithm", attempt::post);
  }

  static Stream<String> oddKeyIds() {
    return Stream.of(
        "../../../../etc/passwd",
        "..\\..\\boot.ini",
        "/dev/null",
        "x'; drop table lti.registration; --",
        "x' or '1'='1",
        "http://127.0.0.1:1/keys",
        "k".repeat(10_240),
        "nul\0byte",
        " ");
  }

  @ParameterizedTest
  @MethodSource("oddKeyIds")
  @Tag("J-05")
  void refusesOddKeyIdsWithoutAnyEffect(String kid) {
    Attempt attempt = attempt().header("kid", kid).key("other");
    Rows rows = new Rows(Site.shared());
    Map<String, Long> before = rows.ofLaunches();
    attempt.post().assertRefused(401, "lti.kid-unknown");
    assertThat(rows.ofLaunches()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"12", "[\"a\"]", "{\"a\":1}", "null", "\"\""})
  @Tag("J-05")
  @Tag("TOK-07")
  void refusesAKeyIdThatIsNoText(String kid) {
    Attempt attempt =
        attempt().headerText("{\"alg\":\"RS256\",\"typ\":\"JWT\",\"kid\":" + kid + "}");
    traces.none(401, "lti.kid-missing", attempt::post);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jku", "x5u"})
  @Tag("J-06")
  @Tag("TOK-08")
  void neverFetchesKeysFromWhereTheTokenSays(String member) {
    try (Stranger attacker = new Stranger()) {
      ObjectNode set = Platform.JSON.createObjectNode();
      set.putArray("keys").add(north.keys().get("other"));
      attacker.answer("/keys", 200, "application/json", set.toString());
      Attempt attempt = attempt().header(member, attacker.address("/keys").toString()).key("other");
      traces.none(401, "lti.signature", attempt::post);
      assertThat(attacker.requests()).isZero();
    }
  }

  @Test
  @Tag("J-06")
  @Tag("TOK-08")
  void neverTakesTheKeyThatTheTokenBrings() {
    Attempt embedded = attempt().header("jwk", north.keys().get("other")).key("other");
    traces.none(401, "lti.signature", embedded::post);
    Attempt certificate = attempt().header("x5c", List.of("MIIB")).key("other");
    traces.none(401, "lti.signature", certificate::post);
  }

  @Test
  @Tag("J-07")
  @Tag("TOK-05")
  void refusesExtensionsOfTheHeader() {
    List<Attempt> attempts =
        List.of(
            attempt().header("crit", List.of("http://example.invalid/x")),
            attempt().header("crit", List.of()),
            attempt().header("crit", List.of("b64")).header("b64", false),
            attempt().header("b64", false),
            attempt().header("b64", true),
            attempt().header("zip", "DEF"));
    for (Attempt attempt : attempts) {
      traces.none(401, "lti.header-extension", attempt::post);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "secevent+jwt", "JWE", "", "logout+jwt"})
  @Tag("TOK-09")
  void refusesTokensOfAnotherType(String type) {
    Attempt attempt = attempt().header("typ", type);
    traces.none(401, "lti.token-type", attempt::post);
  }

  static Stream<UnaryOperator<String>> wrongShapes() {
    return Stream.of(
        token -> token + "." + encoded("tag") + "." + encoded("more"),
        token -> token.substring(0, token.lastIndexOf('.')),
        token -> token + ".",
        token -> token + "." + encoded("x"),
        token -> token.replaceFirst("\\.", "\n."),
        token -> token.replaceFirst("\\.", ". "),
        token -> " " + token,
        token -> token + "=",
        token -> token.replaceFirst("\\.", "==."),
        SignatureIT::withUnusedBitsSet,
        token -> token.replace('_', '/').replace('-', '+') + "/",
        SignatureIT::asJson,
        token -> "..",
        token -> "a.b.c");
  }

  @ParameterizedTest
  @MethodSource("wrongShapes")
  @Tag("J-08")
  @Tag("TOK-05")
  void refusesEveryOtherShapeOfAToken(UnaryOperator<String> reshaped) {
    Attempt attempt = attempt();
    String token = reshaped.apply(attempt.token());
    traces.none(400, "lti.token-malformed", () -> attempt.post(token));
  }

  @Test
  @Tag("J-08")
  @Tag("TOK-05")
  void refusesATokenWithinAToken() {
    Attempt attempt = attempt();
    String inner = attempt.token();
    attempt.header("cty", "JWT").payloadText(inner);
    traces.none(400, "lti.token-malformed", attempt::post);
  }

  private static String asJson(String token) {
    String[] parts = token.split("\\.");
    return "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
        .formatted((Object[]) parts);
  }

  /** The last character of 256 bytes has four bits that mean nothing; a strict reader minds. */
  private static String withUnusedBitsSet(String token) {
    char last = token.charAt(token.length() - 1);
    return token.substring(0, token.length() - 1) + (char) (last + 1);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"sub\":\"3\"", "\"iss\":\"x\"", "\"aud\":\"x\"", "\"nonce\":\"n\""})
  @Tag("J-09")
  @Tag("TOK-04")
  void refusesAPayloadMemberThatComesTwice(String member) {
    Attempt attempt = attempt();
    attempt.payloadText("{" + member + "," + attempt.claims().toString().substring(1));
    traces.none(400, "lti.token-malformed", attempt::post);
  }

  @Test
  @Tag("J-09")
  @Tag("TOK-04")
  void refusesAHeaderMemberThatComesTwice() {
    String kid = north.keys().get("own").get("kid").asText();
    Attempt attempt =
        attempt()
            .headerText("{\"alg\":\"none\",\"alg\":\"RS256\",\"kid\":\"" + kid + "\"}")
            .signedAs("RS256");
    traces.none(400, "lti.token-malformed", attempt::post);
  }

  @Test
  @Tag("J-10")
  @Tag("TOK-07")
  @Tag("TOK-11")
  void refusesAnotherPlatformsKeyUnderItsOwnId() {
    Attempt attempt = attempt();
    String token = attempt.tokenOf(south);
    Rows rows = new Rows(Site.shared());
    Map<String, Long> before = rows.ofLaunches();
    attempt.post(token).assertRefused(401, "lti.kid-unknown");
    assertThat(rows.ofLaunches()).isEqualTo(before);
  }

  @Test
  @Tag("J-11")
  @Tag("TOK-07")
  void looksAKeyIdUpAtItsOwnPlatformOnly() {
    String shared = north.keys().get("own").get("kid").asText();
    ObjectNode key = (ObjectNode) south.keys().get("own");
    ObjectNode set = Platform.JSON.createObjectNode();
    set.putArray("keys").add(key.put("kid", shared));
    Platform twin = Platform.register(Site.shared(), "south");
    twin.whileKeySetIs(
        set.toString(),
        () -> twin.launch(new HttpBrowser(), "5").header("kid", shared).post().assertEntered());
    Attempt attempt = attempt().header("kid", shared);
    traces.none(401, "lti.signature", () -> attempt.post(attempt.tokenOf(twin)));
  }
}
