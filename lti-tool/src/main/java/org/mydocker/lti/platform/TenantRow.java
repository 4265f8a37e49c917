package org.mydocker.lti.platform;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** An institution. */
@Entity
@Table(name = "tenant")
class TenantRow {
  @Id UUID id;
  String name;
  Instant created;
}
