package org.mydocker.broker.entrance;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The right of one browser to one session, by its hash; goes when the session stops. */
@Entity
@Table(name = "entry_pass")
class PassRow {
  @Id String hash;
  UUID session;
  UUID person;
  String role;
  UUID course;
  Instant made;

  /** Worth nothing without the guest's row. */
  boolean guest;

  protected PassRow() {}

  PassRow(String hash, TicketRow from, Instant made) {
    this.hash = hash;
    this.session = from.session;
    this.person = from.person;
    this.role = from.role;
    this.course = from.course;
    this.made = made;
    this.guest = from.guest;
  }
}
