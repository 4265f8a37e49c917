package org.mydocker.assignment.material;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/** A handout version in the database. */
@Entity
@Table(name = "handout_version")
class VersionRow {
  @Id UUID id;
  UUID assignment;
  int number;

  @Column(name = "commit_id")
  String commit;

  String origin;
  Instant published;

  @Column(name = "published_by")
  UUID publishedBy;

  protected VersionRow() {}

  VersionRow(UUID assignment, Version version) {
    this.id = UUID.randomUUID();
    this.assignment = assignment;
    this.number = version.number();
    this.commit = version.commit();
    this.origin = version.origin();
    this.published = version.published();
    this.publishedBy = version.publishedBy().value();
  }

  Version version() {
    return new Version(number, commit, origin, published, new PersonId(publishedBy));
  }
}
