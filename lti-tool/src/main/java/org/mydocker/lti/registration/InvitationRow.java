package org.mydocker.lti.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One invitation, under the fingerprint of its code. */
@Entity
@Table(name = "invitation")
class InvitationRow {
  @Id UUID id;

  @Column(name = "code_hash")
  String codeHash;

  boolean approve;
  UUID tenant;

  @Column(name = "wants_names")
  boolean wantsNames;

  @Column(name = "wants_emails")
  boolean wantsEmails;

  @Column(name = "created_by")
  String createdBy;

  Instant created;
  Instant expires;
  Instant claimed;
  UUID registration;
}
