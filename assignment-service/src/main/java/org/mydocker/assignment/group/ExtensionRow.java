package org.mydocker.assignment.group;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/** An extension in the database. */
@Entity
@Table(name = "extension")
class ExtensionRow {
  @Id UUID id;
  UUID assignment;
  UUID person;

  @Column(name = "course_group")
  UUID team;

  @Column(name = "until_when")
  Instant ends;

  Instant granted;

  @Column(name = "granted_by")
  UUID grantedBy;

  protected ExtensionRow() {}

  ExtensionRow(UUID assignment, Extension extension) {
    this.id = extension.id();
    this.assignment = assignment;
    this.person = extension.person().map(PersonId::value).orElse(null);
    this.team = extension.group().orElse(null);
    this.ends = extension.until();
    this.granted = extension.granted();
    this.grantedBy = extension.grantedBy().value();
  }

  Extension extension() {
    return new Extension(
        id,
        Optional.ofNullable(person).map(PersonId::new),
        Optional.ofNullable(team),
        ends,
        granted,
        new PersonId(grantedBy));
  }
}
