package org.mydocker.lti.platform;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.people.TenantId;

/**
 * One (issuer, client id) and what was agreed with that platform (REG-01, REG-02). The issuer is an
 * exact string, compared as such and nothing else (REG-03).
 *
 * @param tokenAudience the {@code aud} of our client assertions; usually the token endpoint
 * @param algorithms the JWS algorithms that its tokens may use (TOK-06)
 * @param trustedAudiences audiences beside our client id that a token may name (TOK-12)
 * @param serviceHosts hosts beside the issuer's that may get our bearer tokens (SVC-05)
 * @param scopes of the services: what the registration or a launch granted; none else is asked for
 *     (SVC-01)
 * @param messages the types of messages that the platform said it sends us
 * @param registrationEndpoint where it registers tools; empty where an administrator typed it in
 * @param adoptsDeployments an unknown deployment is taken in at its first launch (REG-05)
 */
public record Registration(
    RegistrationId id,
    TenantId tenant,
    String name,
    String issuer,
    String clientId,
    URI authorizationEndpoint,
    URI tokenEndpoint,
    String tokenAudience,
    URI jwksUrl,
    Set<String> algorithms,
    Set<String> trustedAudiences,
    Set<String> serviceHosts,
    Set<String> scopes,
    Set<String> messages,
    Optional<URI> registrationEndpoint,
    Status status,
    String productFamily,
    String productVersion,
    boolean adoptsDeployments,
    String createdBy,
    Instant created) {

  /** The algorithms that a registration may allow (Security Framework 1.1). */
  public static final Set<String> KNOWN_ALGORITHMS =
      Set.of("RS256", "RS384", "RS512", "ES256", "ES384", "ES512");

  /** The scopes of the services that we use. */
  public static final List<String> SCOPES =
      List.of(
          "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem",
          "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem.readonly",
          "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly",
          "https://purl.imsglobal.org/spec/lti-ags/scope/score",
          "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly");

  /** Only active ones launch, and only active ones are called. */
  public enum Status {
    PENDING,
    ACTIVE,
    SUSPENDED
  }

  public Registration {
    Objects.requireNonNull(id);
    Objects.requireNonNull(tenant);
    algorithms = Set.copyOf(algorithms);
    trustedAudiences = Set.copyOf(trustedAudiences);
    serviceHosts = Set.copyOf(serviceHosts);
    scopes = Set.copyOf(scopes);
    messages = Set.copyOf(messages);
    if (algorithms.isEmpty() || !KNOWN_ALGORITHMS.containsAll(algorithms)) {
      throw new IllegalArgumentException("not algorithms that a platform may use: " + algorithms);
    }
  }

  public Registration as(Status other) {
    return new Registration(
        id,
        tenant,
        name,
        issuer,
        clientId,
        authorizationEndpoint,
        tokenEndpoint,
        tokenAudience,
        jwksUrl,
        algorithms,
        trustedAudiences,
        serviceHosts,
        scopes,
        messages,
        registrationEndpoint,
        other,
        productFamily,
        productVersion,
        adoptsDeployments,
        createdBy,
        created);
  }

  /** The same pair of issuer and client id with what the platform says of itself by now. */
  public Registration with(
      URI authorization,
      URI token,
      String audience,
      URI keys,
      Set<String> granted,
      Set<String> sent,
      URI registering,
      String family,
      String version) {
    return new Registration(
        id,
        tenant,
        name,
        issuer,
        clientId,
        authorization,
        token,
        audience,
        keys,
        algorithms,
        trustedAudiences,
        serviceHosts,
        granted,
        sent,
        Optional.of(registering),
        status,
        family,
        version,
        adoptsDeployments,
        createdBy,
        created);
  }

  public boolean active() {
    return status == Status.ACTIVE;
  }

  public PlatformProfile profile() {
    return PlatformProfile.of(productFamily);
  }

  /** The origin of the platform's pages: that of its authorization endpoint (SES-08). */
  public URI origin() {
    return Origins.of(authorizationEndpoint);
  }

  /** Whether a bearer token of this registration may go there (SVC-05). */
  public boolean mayCall(URI service) {
    if (service.getHost() == null || service.getRawUserInfo() != null) {
      return false;
    }
    return serves(service.getHost().toLowerCase(Locale.ROOT))
        && Origins.secureLike(service, authorizationEndpoint);
  }

  /** Whether a host, in lower case, is the issuer's or one that an administrator named. */
  boolean serves(String host) {
    URI home = URI.create(issuer);
    return (home.getHost() != null && host.equals(home.getHost().toLowerCase(Locale.ROOT)))
        || serviceHosts.contains(host);
  }
}
