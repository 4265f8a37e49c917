package org.mydocker.broker.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** That an administrator allowed an environment to have those {@link Needs}. */
@Entity
@Table(name = "permission")
class PermissionRow {
  @Id UUID id;
  UUID environment;

  /** As {@link Needs#text} writes them. */
  String needs;

  @Column(name = "allowed_by")
  UUID allowedBy;

  @Column(name = "allowed_at")
  Instant allowedAt;

  protected PermissionRow() {}

  PermissionRow(UUID environment, String needs, UUID allowedBy, Instant allowedAt) {
    this.id = UUID.randomUUID();
    this.environment = environment;
    this.needs = needs;
    this.allowedBy = allowedBy;
    this.allowedAt = allowedAt;
  }
}
