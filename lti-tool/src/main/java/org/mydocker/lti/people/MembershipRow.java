package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.Role;

/** A person in a course: what the last launch, the roster and a teacher said. */
@Entity
@Table(name = "membership")
class MembershipRow {

  /** Course and person. */
  @Embeddable
  record Key(UUID course, UUID person) {}

  @EmbeddedId Key key;

  @Enumerated(EnumType.STRING)
  @Column(name = "launched_role", columnDefinition = "varchar(16)")
  Role launchedRole;

  Instant launched;

  @Column(name = "was_staff")
  boolean wasStaff;

  @Column(name = "proven_editor")
  boolean provenEditor;

  @Enumerated(EnumType.STRING)
  @Column(name = "roster_role", columnDefinition = "varchar(16)")
  Role rosterRole;

  boolean enrolled;

  @Enumerated(EnumType.STRING)
  @Column(name = "delegated_role", columnDefinition = "varchar(16)")
  Role delegatedRole;

  Standing standing() {
    return new Standing(
        Optional.ofNullable(rosterRole),
        Optional.ofNullable(delegatedRole),
        wasStaff,
        provenEditor);
  }
}
