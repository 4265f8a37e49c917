package org.mydocker.assignment.work;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;

/** A person's work in the database. */
@Entity
@Table(name = "student_work")
class WorkRow {
  @Id UUID id;
  UUID assignment;
  UUID person;
  boolean staff;
  String repository;

  @Column(name = "handed_out")
  int handedOut;

  Instant created;
  Instant opened;
  Instant saved;

  protected WorkRow() {}

  WorkRow(StudentWork work, Instant created) {
    this.id = work.id();
    this.assignment = work.assignment().value();
    this.person = work.person().value();
    this.staff = work.staff();
    this.repository = work.repository().value();
    this.handedOut = work.handedOut();
    this.created = created;
    this.opened = work.opened().orElse(null);
    this.saved = work.saved().orElse(null);
  }

  StudentWork work(MaterialId material) {
    return new StudentWork(
        id,
        new ActivityId(assignment),
        new PersonId(person),
        staff,
        new StudentRepositoryId(material, repository),
        handedOut,
        Optional.ofNullable(opened),
        Optional.ofNullable(saved));
  }
}
