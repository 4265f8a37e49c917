package org.mydocker.lti.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The sealing key of one period, itself sealed with the key file. */
@Entity
@Table(name = "state_key")
class StateKeyRow {
  @Id
  @Column(name = "period")
  long period;

  String sealed;
  Instant expires;
}
