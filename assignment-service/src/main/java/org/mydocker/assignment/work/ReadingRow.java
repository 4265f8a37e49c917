package org.mydocker.assignment.work;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/** A grader's look at a submission in the database. */
@Entity
@Table(name = "reading")
class ReadingRow {
  @Id UUID id;
  UUID submission;
  UUID grader;
  Instant created;

  protected ReadingRow() {}

  ReadingRow(Reading reading, Instant created) {
    this.id = reading.id().value();
    this.submission = reading.submission();
    this.grader = reading.grader().value();
    this.created = created;
  }

  Reading reading() {
    return new Reading(new ActivityId(id), submission, new PersonId(grader));
  }
}
