package org.mydocker.broker.start;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Whose home a volume is, and for what: the only place that knows (HOME-01). */
@Entity
@Table(name = "home")
class HomeRow {
  @Id UUID id;
  UUID person;
  String scope;
  String volume;

  /** The volume was made and given to its user; until then it is made again. */
  boolean settled;

  Instant made;

  protected HomeRow() {}

  HomeRow(UUID person, String scope, String volume, Instant made) {
    this.id = UUID.randomUUID();
    this.person = person;
    this.scope = scope;
    this.volume = volume;
    this.made = made;
  }
}
