package org.mydocker.broker.guests;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/** A {@link Guest} in its table: one row for a person and a session. */
@Entity
@Table(name = "session_guest")
class GuestRow {
  @Id UUID id;
  UUID session;
  int generation;
  UUID person;
  String reason;
  Instant since;

  @Column(name = "until")
  Instant until;

  protected GuestRow() {}

  GuestRow(UUID session, UUID person) {
    this.id = UUID.randomUUID();
    this.session = session;
    this.person = person;
  }

  Guest guest() {
    return new Guest(id, new PersonId(person), reason, since, until);
  }
}
