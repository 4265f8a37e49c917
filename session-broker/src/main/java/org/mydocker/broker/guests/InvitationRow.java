package org.mydocker.broker.guests;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.people.PersonId;

/** An {@link Invitation} in its table, by the hash of its code. */
@Entity
@Table(name = "session_invitation")
class InvitationRow {
  @Id String hash;
  UUID session;
  int generation;

  @Column(name = "stay_minutes")
  int stayMinutes;

  Instant ends;
  UUID person;

  protected InvitationRow() {}

  InvitationRow(String hash, UUID session, int generation, Duration stay, Instant ends) {
    this.hash = hash;
    this.session = session;
    this.generation = generation;
    this.stayMinutes = Math.toIntExact(stay.toMinutes());
    this.ends = ends;
  }

  Invitation invitation() {
    return new Invitation(
        new SessionId(session),
        generation,
        Duration.ofMinutes(stayMinutes),
        ends,
        Optional.ofNullable(person).map(PersonId::new));
  }
}
