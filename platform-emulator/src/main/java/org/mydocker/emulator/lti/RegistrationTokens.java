package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Date;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.http.Json;

/**
 * The registration token: an RS256 JWT of this tenant, good for an hour, whose sub is the client id
 * to be. It is used up as soon as a tool has that client id, not by a failed attempt. Another kind
 * lets the tool with that client id say anew what it is, as often as it likes.
 */
public final class RegistrationTokens {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final String SCOPE = "reg";
  private static final String UPDATE = "reg-update";

  /** Whose registration a token is for; {@code update}: one that is there. */
  record Right(String clientId, boolean update) {}

  private final PlatformKeys keys;
  private final Campus campus;
  private final Clock clock;
  private final SecureRandom random;

  public RegistrationTokens(PlatformKeys keys, Campus campus, Clock clock, SecureRandom random) {
    this.keys = keys;
    this.campus = campus;
    this.clock = clock;
    this.random = random;
  }

  public String issue() {
    return issue(newClientId(), SCOPE);
  }

  /** For a tool that is there. */
  public String issueUpdate(String clientId) {
    return issue(clientId, UPDATE);
  }

  private String issue(String clientId, String scope) {
    long now = clock.instant().getEpochSecond();
    ObjectNode claims = Json.object();
    claims.put("sub", clientId).put("scope", scope).put("iat", now).put("exp", now + 3600);
    return keys.sign(claims);
  }

  public String newClientId() {
    StringBuilder id = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** What the token allows to register. */
  Right right(String token) {
    try {
      JwtClaims claims =
          new JwtConsumerBuilder()
              .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "RS256"))
              .setVerificationKey(keys.current().getPublicKey())
              .setEvaluationTime(NumericDate.fromMilliseconds(Date.from(clock.instant()).getTime()))
              .setRequireExpirationTime()
              .setRequireSubject()
              .setExpectedType(false, "JWT")
              .build()
              .processToClaims(token);
      String clientId = claims.getSubject();
      boolean update = UPDATE.equals(claims.getClaimValue("scope"));
      if (!update && campus.toolOfClient(clientId).isPresent()) {
        throw new RegistrationRefused(401, "token_already_used");
      }
      return new Right(clientId, update);
    } catch (InvalidJwtException | MalformedClaimException e) {
      throw new RegistrationRefused(401, "invalid_registration_token");
    }
  }
}
