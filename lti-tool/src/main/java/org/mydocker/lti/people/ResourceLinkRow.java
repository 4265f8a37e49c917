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
  Instant created;
}
