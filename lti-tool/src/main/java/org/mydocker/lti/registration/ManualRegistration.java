package org.mydocker.lti.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.Registration.Status;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/** What an administrator types in for a platform that does not register by itself (DYN-13). */
public record ManualRegistration(
    String issuer,
    String clientId,
    Optional<String> deploymentId,
    String authorizationEndpoint,
    String tokenEndpoint,
    String jwksUrl,
    String productFamily) {

  /** Throws {@link RegistrationRefused} naming the first field that cannot be. */
  void check(boolean development) {
    address(issuer, "issuer", development);
    address(authorizationEndpoint, "authorizationEndpoint", development);
    address(tokenEndpoint, "tokenEndpoint", development);
    address(jwksUrl, "jwksUrl", development);
    text(clientId, "clientId");
    deploymentId.ifPresent(d -> text(d, "deploymentId"));
    if (productFamily.length() > 100) {
      throw invalid("productFamily");
    }
  }

  Registration registration(TenantId tenant, String by, Instant now) {
    return new Registration(
        RegistrationId.random(),
        tenant,
        URI.create(issuer).getAuthority(),
        issuer,
        clientId,
        URI.create(authorizationEndpoint),
        URI.create(tokenEndpoint),
        tokenEndpoint,
        URI.create(jwksUrl),
        Set.of("RS256"),
        Set.of(),
        Set.of(),
        Set.of(),
        Status.ACTIVE,
        productFamily,
        "",
        false,
        by,
        now);
  }

  private static void address(String text, String field, boolean development) {
    try {
      if (text.length() <= 1000 && Origins.acceptable(new URI(text), development)) {
        return;
      }
    } catch (URISyntaxException e) {
      throw (RegistrationRefused) invalid(field).initCause(e);
    }
    throw invalid(field);
  }

  private static void text(String text, String field) {
    if (text.isBlank() || text.length() > 255 || text.chars().anyMatch(Character::isISOControl)) {
      throw invalid(field);
    }
  }

  private static RegistrationRefused invalid(String field) {
    return new RegistrationRefused(Reason.FIELD_INVALID, field);
  }
}
