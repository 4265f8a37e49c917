package org.mydocker.emulator.lti;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.mydocker.emulator.campus.Tool;

/**
 * Verifies what tools sign. Key sets are fetched by HTTP with time-outs and a bound, kept, and
 * fetched again when a signature does not verify, as Moodle does.
 */
public final class ToolKeys {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int LARGEST_KEY_SET = 512 << 10;
  private static final AlgorithmConstraints ASYMMETRIC =
      new AlgorithmConstraints(
          ConstraintType.PERMIT, "RS256", "RS384", "RS512", "ES256", "ES384", "ES512");

  /** The signature, the format or the time of a tool's JWT is not good. */
  public static final class NotVerified extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotVerified(String reason) {
      super(reason);
    }
  }

  private final Clock clock;
  private final HttpClient http;
  private final Map<String, JsonWebKeySet> known = new ConcurrentHashMap<>();

  public ToolKeys(Clock clock) {
    this.clock = clock;
    this.http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** The claims without any proof: to find out whose JWT it is. */
  public static JwtClaims unverified(String jwt) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setCompactSerialization(jwt);
      return JwtClaims.parse(jws.getUnverifiedPayload());
    } catch (JoseException | InvalidJwtException e) {
      throw new NotVerified("Wrong number of segments");
    }
  }

  public JwtClaims verified(Tool tool, String jwt) {
    JsonWebKeySet kept = known.get(tool.jwksUri());
    if (kept != null && verifies(kept, jwt)) {
      return inTime(unverified(jwt));
    }
    JsonWebKeySet fresh = fetch(tool.jwksUri());
    known.put(tool.jwksUri(), fresh);
    if (!verifies(fresh, jwt)) {
      throw new NotVerified("Signature verification failed");
    }
    return inTime(unverified(jwt));
  }

  private JwtClaims inTime(JwtClaims claims) {
    try {
      NumericDate expires = claims.getExpirationTime();
      if (expires == null) {
        throw new NotVerified("No exp");
      }
      if (!expires.isAfter(NumericDate.fromMilliseconds(Date.from(clock.instant()).getTime()))) {
        throw new NotVerified("Expired token");
      }
      return claims;
    } catch (MalformedClaimException e) {
      throw new NotVerified("exp is not a number");
    }
  }

  private static boolean verifies(JsonWebKeySet keys, String jwt) {
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setAlgorithmConstraints(ASYMMETRIC);
      jws.setCompactSerialization(jwt);
      String kid = jws.getKeyIdHeaderValue();
      for (JsonWebKey key : keys.getJsonWebKeys()) {
        if (kid != null && kid.equals(key.getKeyId())) {
          jws.setKey(key.getKey());
          return jws.verifySignature();
        }
      }
      return false;
    } catch (JoseException e) {
      throw new NotVerified(e.getMessage());
    }
  }

  private JsonWebKeySet fetch(String uri) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(uri))
            .timeout(TIMEOUT)
            .header("Accept", "application/json")
            .build();
    try {
      HttpResponse<InputStream> response =
          http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        byte[] bytes = body.readNBytes(LARGEST_KEY_SET);
        if (response.statusCode() != 200) {
          throw new NotVerified("The key set answers " + response.statusCode());
        }
        return new JsonWebKeySet(new String(bytes, StandardCharsets.UTF_8));
      }
    } catch (IOException | JoseException e) {
      throw new NotVerified("The key set cannot be read: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotVerified("Interrupted");
    }
  }
}
