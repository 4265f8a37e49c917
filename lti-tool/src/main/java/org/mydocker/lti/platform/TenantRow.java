package org.mydocker.lti.platform;

import jakarta.persistence.Column;
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

  @Column(name = "wants_names")
  boolean wantsNames;

  @Column(name = "wants_emails")
  boolean wantsEmails;

  Instant created;
}
