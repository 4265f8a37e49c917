package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One (deployment, resource_link.id). */
@Entity
@Table(name = "resource_link")
class ResourceLinkRow {
  @Id UUID id;
  UUID deployment;

  @Column(name = "link_id")
  String linkId;

  UUID course;
  String title;

  /** The scopes of the grade services that the last launch named (AGS-01). */
  @Column(name = "grade_scopes")
  String gradeScopes;

  @Column(name = "roster_tried")
  Instant rosterTried;

  @Column(name = "roster_complete")
  Instant rosterComplete;

  Instant created;
}
