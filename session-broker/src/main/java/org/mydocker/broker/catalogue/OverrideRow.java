package org.mydocker.broker.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** What one role gets otherwise than the others (broker.md ENV-09); what is null is as for all. */
@Entity
@Table(name = "role_override")
class OverrideRow {
  @Id UUID id;
  UUID version;
  String role;
  String image;
  String digest;
  String command;
  Double cpus;
  Integer gpus;

  @Column(name = "memory_mib")
  Long memory;

  protected OverrideRow() {}

  OverrideRow(UUID version, String role) {
    this.id = UUID.randomUUID();
    this.version = version;
    this.role = role;
  }
}
