package org.mydocker.web.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A code that was given out and not used yet. The database keeps its hash. */
@Entity
@Table(name = "one_time_code")
class OneTimeCode {

  @Id
  @Column(name = "code_hash")
  String codeHash;

  String purpose;
  String payload;
  Instant ends;

  protected OneTimeCode() {}

  OneTimeCode(String codeHash, String purpose, String payload, Instant ends) {
    this.codeHash = codeHash;
    this.purpose = purpose;
    this.payload = payload;
    this.ends = ends;
  }
}
