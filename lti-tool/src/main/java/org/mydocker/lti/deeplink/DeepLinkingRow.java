package org.mydocker.lti.deeplink;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One request that waits for its one answer (DL-13). */
@Entity
@Table(name = "deep_linking")
class DeepLinkingRow {
  @Id UUID id;
  UUID registration;
  UUID deployment;
  UUID course;
  UUID person;
  UUID visit;

  @Column(name = "return_url")
  String returnUrl;

  /** In base64: it may hold what a text column does not. */
  String data;

  @Column(name = "accepts_links")
  boolean acceptsLinks;

  @Column(name = "accept_multiple")
  boolean acceptMultiple;

  @Column(name = "accept_lineitem")
  boolean acceptLineitem;

  Instant created;
  Instant expires;
  Instant answered;
}
