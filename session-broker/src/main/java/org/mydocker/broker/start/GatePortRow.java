package org.mydocker.broker.start;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Whose a port of the gateway is, or was last. */
@Entity
@Table(name = "session_port")
class GatePortRow {
  @Id int port;
  UUID session;

  /** When it was last taken. */
  Instant since;

  /** How often; whoever takes it over says which time was seen. */
  int uses;

  protected GatePortRow() {}

  GatePortRow(int port, UUID session, Instant since) {
    this.port = port;
    this.session = session;
    this.since = since;
    this.uses = 1;
  }
}
