package org.mydocker.lti.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A {@link Change} that waits, one for each registration. */
@Entity
@Table(name = "registration_change")
class ChangeRow {
  @Id UUID registration;
  String fingerprint;

  @Column(name = "authorization_endpoint")
  String authorizationEndpoint;

  @Column(name = "token_endpoint")
  String tokenEndpoint;

  @Column(name = "token_audience")
  String tokenAudience;

  @Column(name = "jwks_url")
  String jwksUrl;

  @Column(name = "registration_endpoint")
  String registrationEndpoint;

  String scopes;
  String messages;
  String deployment;

  @Column(name = "product_family")
  String productFamily;

  @Column(name = "product_version")
  String productVersion;

  @Column(name = "asked_by")
  String askedBy;

  Instant asked;
}
