package org.mydocker.lti.platform;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;

/** A {@link Registration} in its table; sets are words with a space between. */
@Entity
@Table(name = "registration")
class RegistrationRow {
  @Id UUID id;
  UUID tenant;
  String name;
  String issuer;

  @Column(name = "client_id")
  String clientId;

  @Column(name = "authorization_endpoint")
  String authorizationEndpoint;

  @Column(name = "token_endpoint")
  String tokenEndpoint;

  @Column(name = "token_audience")
  String tokenAudience;

  @Column(name = "jwks_url")
  String jwksUrl;

  String algorithms;

  @Column(name = "trusted_audiences")
  String trustedAudiences;

  @Column(name = "service_hosts")
  String serviceHosts;

  String scopes;
  String messages;

  @Column(name = "registration_endpoint")
  String registrationEndpoint;

  @Enumerated(EnumType.STRING)
  @Column(columnDefinition = "varchar(16)")
  Registration.Status status;

  @Column(name = "product_family")
  String productFamily;

  @Column(name = "product_version")
  String productVersion;

  @Column(name = "adopts_deployments")
  boolean adoptsDeployments;

  @Column(name = "created_by")
  String createdBy;

  Instant created;

  RegistrationRow() {}

  RegistrationRow(Registration from) {
    id = from.id().value();
    tenant = from.tenant().value();
    name = from.name();
    issuer = from.issuer();
    clientId = from.clientId();
    authorizationEndpoint = from.authorizationEndpoint().toString();
    tokenEndpoint = from.tokenEndpoint().toString();
    tokenAudience = from.tokenAudience();
    jwksUrl = from.jwksUrl().toString();
    algorithms = joined(from.algorithms());
    trustedAudiences = joined(from.trustedAudiences());
    serviceHosts = joined(from.serviceHosts());
    scopes = joined(from.scopes());
    messages = joined(from.messages());
    registrationEndpoint = from.registrationEndpoint().map(URI::toString).orElse(null);
    status = from.status();
    productFamily = from.productFamily();
    productVersion = from.productVersion();
    adoptsDeployments = from.adoptsDeployments();
    createdBy = from.createdBy();
    created = from.created();
  }

  Registration registration() {
    return new Registration(
        new RegistrationId(id),
        new TenantId(tenant),
        name,
        issuer,
        clientId,
        URI.create(authorizationEndpoint),
        URI.create(tokenEndpoint),
        tokenAudience,
        URI.create(jwksUrl),
        split(algorithms),
        split(trustedAudiences),
        split(serviceHosts),
        split(scopes),
        split(messages),
        Optional.ofNullable(registrationEndpoint).map(URI::create),
        status,
        productFamily,
        productVersion,
        adoptsDeployments,
        createdBy,
        created);
  }

  /** The column without some scopes and with others; empty if that is what it is. */
  static Optional<String> scopes(String known, Set<String> without, Set<String> with) {
    Set<String> all = new TreeSet<>(split(known));
    all.removeAll(without);
    all.addAll(with);
    return Optional.of(joined(all)).filter(changed -> !changed.equals(known));
  }

  static String joined(Set<String> words) {
    return String.join(" ", new TreeSet<>(words));
  }

  private static Set<String> split(String words) {
    return words.isBlank() ? Set.of() : Set.of(words.split(" "));
  }
}
