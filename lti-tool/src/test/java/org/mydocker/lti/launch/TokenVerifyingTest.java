package org.mydocker.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.TrialPlatform;
import org.mydocker.storage.TestDatabase;

class TokenVerifyingTest {

  private static LaunchTrial trial;

  @BeforeAll
  static void open() {
    trial = new LaunchTrial(TestDatabase.h2("lti"));
  }

  @AfterAll
  static void close() {
    trial.close();
  }

  private final LoginState state = trial.state(trial.a);
  private final Map<String, Object> claims = trial.claims(trial.a, state);

  private Reason refused(String token) {
    return refused(token, state, trial.a);
  }

  private static Reason refused(String token, LoginState state, Registration registration) {
    return catchThrowableOfType(
            LaunchRejected.class, () -> trial.verify(token, state, registration))
        .reason();
  }

  private Reason refusedWith(String claim, Object value) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.put(claim, value);
    return refused(TrialPlatform.signed(changed));
  }

  private Reason refusedWithout(String claim) {
    Map<String, Object> changed = new LinkedHashMap<>(claims);
    changed.remove(claim);
    return refused(TrialPlatform.signed(changed));
  }

  private static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("k1");
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The token with another header, whose signature does not matter any more. */
  private String withHeader(String json) {
    String[] parts = TrialPlatform.signed(claims).split("\\.");
    return encoded(json) + "." + parts[1] + "." + parts[2];
  }

  @Test
  @Tag("TOK-16")
  void takesTheAnswerToItsOwnLogin() {
    assertThat(trial.verify(TrialPlatform.signed(claims), state, trial.a).text("sub"))
        .contains("2");
  }

  @Test
  @Tag("TOK-05")
  void takesOnlyThreePartsInCanonicalForm() {
    String token = TrialPlatform.signed(claims);
    String[] parts = token.split("\\.");
    assertThat(refused(parts[0] + "." + parts[1])).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(refused(token + ".x.y")).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(refused(token + "=")).isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(refused(parts[0] + "." + parts[1] + ".\n" + parts[2]))
        .isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(refused("{\"payload\":\"x\"}")).isEqualTo(Reason.TOKEN_MALFORMED);
  }

  @Test
  @Tag("TOK-05")
  void takesNoHeaderExtensions() {
    assertThat(refused(withHeader("{\"alg\":\"RS256\",\"kid\":\"k1\",\"b64\":false}")))
        .isEqualTo(Reason.HEADER_EXTENSION);
    assertThat(refused(withHeader("{\"alg\":\"RS256\",\"kid\":\"k1\",\"crit\":[\"exp\"]}")))
        .isEqualTo(Reason.HEADER_EXTENSION);
    assertThat(refused(withHeader("{\"alg\":\"RS256\",\"kid\":\"k1\",\"zip\":\"DEF\"}")))
        .isEqualTo(Reason.HEADER_EXTENSION);
  }

  @Test
  @Tag("TOK-04")
  void refusesTwiceNamedMembersDeepNestingAndSize() {
    assertThat(refused(withHeader("{\"alg\":\"RS256\",\"alg\":\"none\",\"kid\":\"k1\"}")))
        .isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(refused(withHeader("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}")))
        .isEqualTo(Reason.TOKEN_MALFORMED);
    assertThat(refused("x".repeat(200_000))).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  @Tag("TOK-06")
  void refusesEveryAlgorithmThatWasNotAgreed() {
    for (String algorithm : List.of("none", "None", "HS256", "ES256", "PS256", "RS512", "rs256")) {
      assertThat(refused(withHeader("{\"alg\":\"" + algorithm + "\",\"kid\":\"k1\"}")))
          .isEqualTo(Reason.ALGORITHM);
    }
    assertThat(refused(withHeader("{\"kid\":\"k1\"}"))).isEqualTo(Reason.ALGORITHM);
  }

  @Test
  @Tag("TOK-07")
  void needsAKeyIdThatThePlatformHas() {
    JWSHeader none = new JWSHeader.Builder(JWSAlgorithm.RS256).build();
    assertThat(refused(TrialPlatform.signed(TrialPlatform.KEY, none, claims)))
        .isEqualTo(Reason.KID_MISSING);
    JWSHeader unknown = header().keyID("../../etc/passwd").build();
    assertThat(refused(TrialPlatform.signed(TrialPlatform.KEY, unknown, claims)))
        .isEqualTo(Reason.KID_UNKNOWN);
    JWSHeader endless = header().keyID("k".repeat(10_000)).build();
    assertThat(refused(TrialPlatform.signed(TrialPlatform.KEY, endless, claims)))
        .isEqualTo(Reason.KID_UNKNOWN);
  }

  @Test
  @Tag("TOK-08")
  void doesNotLookWhereTheHeaderPoints() {
    int before = trial.platform.fetches.get();
    JWSHeader header =
        header()
            .jwk(TrialPlatform.OTHER_KEY.toPublicJWK())
            .jwkURL(java.net.URI.create(trial.platform.address() + "/keys"))
            .build();
    assertThat(refused(TrialPlatform.signed(TrialPlatform.OTHER_KEY, header, claims)))
        .isEqualTo(Reason.SIGNATURE);
    assertThat(trial.platform.fetches.get() - before).isLessThanOrEqualTo(1);
  }

  @Test
  @Tag("TOK-09")
  void refusesTokensOfAnotherKind() {
    JWSHeader access = header().type(new JOSEObjectType("at+jwt")).build();
    assertThat(refused(TrialPlatform.signed(TrialPlatform.KEY, access, claims)))
        .isEqualTo(Reason.TOKEN_TYPE);
    JWSHeader plain = header().type(JOSEObjectType.JWT).build();
    assertThat(trial.verify(TrialPlatform.signed(TrialPlatform.KEY, plain, claims), state, trial.a))
        .isNotNull();
  }

  @Test
  @Tag("TOK-18")
  void theSignatureIsCheckedBeforeAnyClaimIsLookedAt() {
    claims.put("iss", "https://evil.example");
    assertThat(refused(TrialPlatform.signed(TrialPlatform.OTHER_KEY, header().build(), claims)))
        .isEqualTo(Reason.SIGNATURE);
  }

  @Test
  @Tag("TOK-11")
  void refusesAValidTokenOfAnotherPlatform() {
    Map<String, Object> ofB = trial.claims(trial.b, state);
    assertThat(refused(TrialPlatform.signed(ofB))).isEqualTo(Reason.ISSUER);
    for (String other :
        List.of("https://a.example/", "https://A.example", "http://a.example", "a.example")) {
      assertThat(refusedWith("iss", other)).isEqualTo(Reason.ISSUER);
    }
  }

  @Test
  @Tag("TOK-12")
  void refusesAnAudienceThatIsNotOursAlone() {
    assertThat(refusedWith("aud", "client-b")).isEqualTo(Reason.AUDIENCE);
    assertThat(refusedWith("aud", 7)).isEqualTo(Reason.AUDIENCE);
    assertThat(refusedWith("aud", List.of())).isEqualTo(Reason.AUDIENCE);
    assertThat(refusedWith("aud", List.of("client-a", "other"))).isEqualTo(Reason.AUDIENCE);
  }

  @Test
  @Tag("TOK-13")
  void anAuthorizedPartyIsOursAndNeededWithSeveralAudiences() {
    assertThat(refusedWith("azp", "other")).isEqualTo(Reason.AUTHORIZED_PARTY);
    Registration trusting = trusting("partner");
    claims.put("aud", List.of("client-a", "partner"));
    assertThat(refused(TrialPlatform.signed(claims), state, trusting))
        .isEqualTo(Reason.AUTHORIZED_PARTY);
    claims.put("azp", "client-a");
    assertThat(trial.verify(TrialPlatform.signed(claims), state, trusting)).isNotNull();
  }

  private static Registration trusting(String audience) {
    Registration a = trial.a;
    return new Registration(
        a.id(),
        a.tenant(),
        a.name(),
        a.issuer(),
        a.clientId(),
        a.authorizationEndpoint(),
        a.tokenEndpoint(),
        a.tokenAudience(),
        a.jwksUrl(),
        a.algorithms(),
        Set.of(audience),
        a.serviceHosts(),
        a.scopes(),
        a.messages(),
        a.registrationEndpoint(),
        a.status(),
        a.productFamily(),
        a.productVersion(),
        a.adoptsDeployments(),
        a.createdBy(),
        a.created());
  }

  @Test
  @Tag("TOK-14")
  void timesMustBeThereWholeAndNear() {
    long now = trial.clock.instant().getEpochSecond();
    assertThat(refusedWithout("exp")).isEqualTo(Reason.TIMES);
    assertThat(refusedWithout("iat")).isEqualTo(Reason.TIMES);
    assertThat(refusedWith("exp", "soon")).isEqualTo(Reason.TIMES);
    assertThat(refusedWith("iat", now + 0.5)).isEqualTo(Reason.TIMES);
    assertThat(refusedWith("iat", -1)).isEqualTo(Reason.TIMES);
    assertThat(refusedWith("exp", now - 1)).isEqualTo(Reason.TIMES);
    claims.put("iat", now - 200);
    assertThat(refusedWith("exp", now - 60)).isEqualTo(Reason.EXPIRED);
    claims.put("exp", now + 600);
    assertThat(refusedWith("iat", now + 61)).isEqualTo(Reason.NOT_YET);
    assertThat(refusedWith("iat", now - 601)).isEqualTo(Reason.TOO_OLD);
    claims.put("iat", now - 110);
    claims.put("exp", now - 50);
    assertThat(trial.verify(TrialPlatform.signed(claims), state, trial.a)).isNotNull();
  }

  @Test
  @Tag("TOK-15")
  void aTokenIsNotTakenBeforeItsTime() {
    long now = trial.clock.instant().getEpochSecond();
    assertThat(refusedWith("nbf", now + 61)).isEqualTo(Reason.NOT_YET);
    assertThat(refusedWith("nbf", "x")).isEqualTo(Reason.TIMES);
  }

  @Test
  @Tag("TOK-16")
  void theNonceIsThatOfThisLogin() {
    assertThat(refusedWithout("nonce")).isEqualTo(Reason.NONCE);
    assertThat(refusedWith("nonce", "")).isEqualTo(Reason.NONCE);
    assertThat(refusedWith("nonce", trial.state(trial.a).nonce())).isEqualTo(Reason.NONCE);
  }

  @Test
  @Tag("TOK-17")
  void aTokenIsTakenOnce() {
    String token = TrialPlatform.signed(claims);
    trial.verify(token, state, trial.a);
    assertThat(refused(token)).isEqualTo(Reason.REPLAYED);
  }

  @Test
  @Tag("TOK-17")
  void aForgedTokenUsesNoNonceUp() {
    refused(TrialPlatform.signed(TrialPlatform.OTHER_KEY, header().build(), claims));
    assertThat(trial.verify(TrialPlatform.signed(claims), state, trial.a)).isNotNull();
  }

  @Test
  void aTokenNotOfLtiIsRefused() {
    String[] parts = TrialPlatform.signed(claims).split("\\.");
    assertThat(refused(encoded("{}") + "." + encoded("{\"name\":\"x\"}") + "." + parts[2]))
        .isEqualTo(Reason.ALGORITHM);
  }
}
