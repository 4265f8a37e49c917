package org.mydocker.lti.launch;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A verified launch that waits, sealed, under the fingerprint of its code. */
@Entity
@Table(name = "held_launch")
class HeldLaunchRow {
  @Id
  @Column(name = "code_hash")
  String codeHash;

  String sealed;
  Instant expires;
}
