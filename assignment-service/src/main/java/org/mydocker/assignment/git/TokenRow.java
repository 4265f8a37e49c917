package org.mydocker.assignment.git;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * A token in the database: its hash, and what it opens; hosted is that of a teacher for the
 * material.
 */
@Entity
@Table(name = "git_token")
class TokenRow {
  @Id UUID id;
  String hash;
  UUID assignment;
  UUID person;
  boolean staff;
  boolean hosted;
  Instant created;
  Instant ends;
  boolean revoked;
}
