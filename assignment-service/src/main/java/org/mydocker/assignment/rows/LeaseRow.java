package org.mydocker.assignment.rows;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Who may change what a name stands for, and until when. */
@Entity
@Table(name = "lease")
class LeaseRow {
  @Id String name;
  String holder;
  Instant ends;

  protected LeaseRow() {}

  LeaseRow(String name, String holder, Instant ends) {
    this.name = name;
    this.holder = holder;
    this.ends = ends;
  }
}
