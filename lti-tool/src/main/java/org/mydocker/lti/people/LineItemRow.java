package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One (registration, line item URL), and the course whose launches named it (AGS-11). */
@Entity
@Table(name = "line_item")
class LineItemRow {
  @Id UUID id;
  UUID registration;
  UUID course;

  @Column(name = "resource_link")
  UUID resourceLink;

  String url;

  @Column(name = "url_hash")
  String urlHash;

  String scopes;
  Instant created;
}
