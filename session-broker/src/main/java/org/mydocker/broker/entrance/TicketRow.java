package org.mydocker.broker.entrance;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A ticket that was not used yet, by its hash. */
@Entity
@Table(name = "entry_ticket")
class TicketRow {
  @Id String hash;
  UUID session;
  UUID person;
  String role;
  UUID course;
  Instant ends;
  boolean guest;

  protected TicketRow() {}

  TicketRow(
      String hash,
      UUID session,
      UUID person,
      String role,
      UUID course,
      Instant ends,
      boolean guest) {
    this.hash = hash;
    this.session = session;
    this.person = person;
    this.role = role;
    this.course = course;
    this.ends = ends;
    this.guest = guest;
  }
}
