package org.mydocker.assignment.grading;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/** A grade in the database. */
@Entity
@Table(name = "grade")
class GradeRow {
  @Id UUID id;
  UUID assignment;
  UUID person;
  UUID submission;
  Double points;
  String comment;
  Instant graded;

  @Column(name = "graded_by")
  UUID gradedBy;

  Instant released;

  protected GradeRow() {}

  GradeRow(UUID assignment, PersonId person) {
    this.id = UUID.randomUUID();
    this.assignment = assignment;
    this.person = person.value();
  }

  void set(Graded grade) {
    this.submission = grade.submission().orElse(null);
    this.points = grade.points().orElse(null);
    this.comment = grade.comment();
    this.graded = grade.graded();
    this.gradedBy = grade.gradedBy().value();
    this.released = grade.released().orElse(null);
  }

  Graded grade() {
    return new Graded(
        new PersonId(person),
        Optional.ofNullable(submission),
        Optional.ofNullable(points),
        comment,
        graded,
        new PersonId(gradedBy),
        Optional.ofNullable(released));
  }
}
