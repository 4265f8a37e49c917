package org.mydocker.lti.people;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** A person who may open an activity, as the activity's own roster said (NRPS-02). */
@Entity
@Table(name = "link_member")
class LinkMemberRow {

  /** Resource link and person. */
  @Embeddable
  record Key(@jakarta.persistence.Column(name = "resource_link") UUID resourceLink, UUID person) {}

  @EmbeddedId Key key;

  LinkMemberRow() {}

  LinkMemberRow(UUID resourceLink, UUID person) {
    key = new Key(resourceLink, person);
  }
}
