package org.mydocker.lti.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One of our signing keys; its private part is sealed with the key file. */
@Entity
@Table(name = "tool_key")
class ToolKeyRow {
  @Id String kid;
  UUID registration;

  @Column(name = "public_jwk")
  String publicJwk;

  @Column(name = "sealed_private")
  String sealedPrivate;

  Instant created;

  @Column(name = "signs_from")
  Instant signsFrom;

  Instant withdrawn;
}
