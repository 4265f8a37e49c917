package org.mydocker.lti.launch;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.login.LaunchRejected.Reason;
import org.mydocker.lti.login.LoginState;
import org.mydocker.lti.login.Requests;
import org.mydocker.lti.platform.PlatformKey;
import org.mydocker.lti.platform.PlatformKeys;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.wire.Json;

/**
 * Decides whether an id_token is this platform's answer to this login. The order is fixed (TOK-18):
 * form, header, key, signature, issuer, audience, times, nonce, replay; what the token says of
 * itself is believed from the signature on. State and browser are checked before, by the caller;
 * the LTI claims after.
 */
@Singleton
class TokenVerifying {

  private static final Duration SKEW = Duration.ofSeconds(60);
  private static final Duration MOST_AGE = Duration.ofSeconds(600);
  private static final int MOST_KID_CHARS = 255;

  private final PlatformKeys keys;
  private final ConsumedNonces nonces;
  private final Clock clock;

  @Inject
  TokenVerifying(PlatformKeys keys, ConsumedNonces nonces) {
    this(keys, nonces, Clock.systemUTC());
  }

  TokenVerifying(PlatformKeys keys, ConsumedNonces nonces, Clock clock) {
    this.keys = keys;
    this.nonces = nonces;
    this.clock = clock;
  }

  /** The verified claims; throws {@link LaunchRejected} at the first check that fails. */
  Json verify(String idToken, LoginState state, Registration registration) {
    CompactToken token = CompactToken.parse(idToken);
    String algorithm = algorithm(token.header(), registration);
    PlatformKey key = key(token.header(), registration);
    signature(token, algorithm, key);
    Json claims = token.claims();
    parties(claims, registration);
    times(claims);
    nonce(claims, state);
    if (!nonces.consume(
        registration.id(), state.nonce(), clock.instant().plus(MOST_AGE).plus(SKEW))) {
      throw new LaunchRejected(Reason.REPLAYED);
    }
    return claims;
  }

  private static String algorithm(Json header, Registration registration) {
    if (header.members().containsKey("b64")
        || header.members().containsKey("crit")
        || header.members().containsKey("zip")) {
      throw new LaunchRejected(Reason.HEADER_EXTENSION);
    }
    if (header.members().containsKey("typ")
        && header.text("typ").filter("JWT"::equalsIgnoreCase).isEmpty()) {
      throw new LaunchRejected(Reason.TOKEN_TYPE);
    }
    return header
        .text("alg")
        .filter(registration.algorithms()::contains)
        .orElseThrow(() -> new LaunchRejected(Reason.ALGORITHM));
  }

  private PlatformKey key(Json header, Registration registration) {
    if (!(header.members().get("kid") instanceof String kid) || kid.isEmpty()) {
      throw new LaunchRejected(Reason.KID_MISSING);
    }
    if (kid.length() > MOST_KID_CHARS) {
      throw new LaunchRejected(Reason.KID_UNKNOWN);
    }
    try {
      return keys.find(registration, kid).orElseThrow(() -> new LaunchRejected(Reason.KID_UNKNOWN));
    } catch (PlatformKeys.KeysUnavailable e) {
      throw Requests.rejected(Reason.KEYS_UNAVAILABLE, e);
    }
  }

  private static void signature(CompactToken token, String algorithm, PlatformKey key) {
    if (!key.fits(algorithm)) {
      throw new LaunchRejected(Reason.KEY_UNFIT);
    }
    JWSHeader header = new JWSHeader(JWSAlgorithm.parse(algorithm));
    if (!key.verifies(header, token.signed(), token.signature())) {
      throw new LaunchRejected(Reason.SIGNATURE);
    }
  }

  private static void parties(Json claims, Registration registration) {
    if (!registration.issuer().equals(claims.members().get("iss"))) {
      throw new LaunchRejected(Reason.ISSUER);
    }
    List<String> audiences = audiences(claims);
    String client = registration.clientId();
    boolean othersTrusted =
        audiences.stream()
            .allMatch(a -> a.equals(client) || registration.trustedAudiences().contains(a));
    if (!audiences.contains(client) || !othersTrusted) {
      throw new LaunchRejected(Reason.AUDIENCE);
    }
    boolean named = claims.members().containsKey("azp");
    if ((named || audiences.size() > 1) && !client.equals(claims.members().get("azp"))) {
      throw new LaunchRejected(Reason.AUTHORIZED_PARTY);
    }
  }

  private static List<String> audiences(Json claims) {
    Object audience = claims.members().get("aud");
    if (audience instanceof String one) {
      return List.of(one);
    }
    if (audience instanceof List<?> several
        && several.stream().allMatch(String.class::isInstance)) {
      return several.stream().map(String.class::cast).toList();
    }
    throw new LaunchRejected(Reason.AUDIENCE);
  }

  private void times(Json claims) {
    long now = clock.instant().getEpochSecond();
    long issued = claims.whole("iat").orElseThrow(() -> new LaunchRejected(Reason.TIMES));
    long expires = claims.whole("exp").orElseThrow(() -> new LaunchRejected(Reason.TIMES));
    if (issued < 0 || expires <= issued) {
      throw new LaunchRejected(Reason.TIMES);
    }
    if (now >= expires + SKEW.toSeconds()) {
      throw new LaunchRejected(Reason.EXPIRED);
    }
    if (issued > now + SKEW.toSeconds()) {
      throw new LaunchRejected(Reason.NOT_YET);
    }
    if (now - issued > MOST_AGE.toSeconds()) {
      throw new LaunchRejected(Reason.TOO_OLD);
    }
    if (claims.members().containsKey("nbf")) {
      long notBefore = claims.whole("nbf").orElseThrow(() -> new LaunchRejected(Reason.TIMES));
      if (notBefore > now + SKEW.toSeconds()) {
        throw new LaunchRejected(Reason.NOT_YET);
      }
    }
  }

  private static void nonce(Json claims, LoginState state) {
    Optional<String> nonce = claims.filled("nonce");
    if (nonce.filter(n -> Tokens.same(n, state.nonce())).isEmpty()) {
      throw new LaunchRejected(Reason.NONCE);
    }
  }
}
