package org.mydocker.broker.catalogue;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** An activity of a course that opens an environment. */
@Entity
@Table(name = "linked_activity")
@IdClass(LinkRow.Key.class)
class LinkRow {
  @Id UUID activity;
  @Id UUID environment;
  UUID course;

  protected LinkRow() {}

  LinkRow(UUID activity, UUID environment, UUID course) {
    this.activity = activity;
    this.environment = environment;
    this.course = course;
  }

  /** What makes a link one. */
  static class Key implements Serializable {
    UUID activity;
    UUID environment;

    Key() {}

    Key(UUID activity, UUID environment) {
      this.activity = activity;
      this.environment = environment;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Key key
          && key.activity.equals(activity)
          && key.environment.equals(environment);
    }

    @Override
    public int hashCode() {
      return Objects.hash(activity, environment);
    }
  }
}
