package org.mydocker.lti.registration;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.platform.Origins;
import org.mydocker.lti.platform.PersonalData;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.Registration.Status;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * What an administrator types in for a platform that does not register by itself (DYN-13). It is
 * looked at as closely as what a platform says of itself.
 *
 * @param tokenAudience of our client assertions; empty for the token endpoint
 * @param wanted what the institution wants to know of people
 */
public record ManualRegistration(
    String issuer,
    String clientId,
    Optional<String> deploymentId,
    String authorizationEndpoint,
    String tokenEndpoint,
    Optional<String> tokenAudience,
    String jwksUrl,
    String productFamily,
    PersonalData wanted) {

  /** Throws {@link RegistrationRefused} naming the first field that cannot be. */
  void check(boolean development) {
    address(issuer, "issuer", development);
    address(authorizationEndpoint, "authorizationEndpoint", development);
    address(tokenEndpoint, "tokenEndpoint", development);
    address(jwksUrl, "jwksUrl", development);
    text(clientId, "clientId");
    deploymentId.ifPresent(d -> text(d, "deploymentId"));
    tokenAudience.ifPresent(a -> text(a, "tokenAudience"));
    if (productFamily.length() > 100) {
      throw invalid("productFamily");
    }
  }

  /** The addresses that this server itself would call or send browsers to. */
  List<URI> endpoints() {
    return List.of(
        URI.create(authorizationEndpoint), URI.create(tokenEndpoint), URI.create(jwksUrl));
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
        tokenAudience.orElse(tokenEndpoint),
        URI.create(jwksUrl),
        Set.of("RS256"),
        Set.of(),
        Set.of(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        Status.PENDING,
        productFamily,
        "",
        false,
        by,
        now);
  }

  private static void address(String text, String field, boolean development) {
    try {
      URI address = new URI(text);
      if (text.length() <= 1000
          && Origins.acceptable(address, development)
          && address.getFragment() == null) {
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
