package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/**
 * One (course, resource id, tag) whose column no launch named: the column once it is known, and who
 * is looking for it meanwhile (AGS-03).
 */
@Entity
@Table(name = "wanted_column")
class WantedColumnRow {

  /** What the column is looked up by. */
  @Embeddable
  record Key(UUID course, String resource, String tag) {}

  @EmbeddedId Key key;

  @Column(name = "line_item")
  UUID lineItem;

  UUID claim;

  @Column(name = "claimed_until")
  Instant claimedUntil;
}
