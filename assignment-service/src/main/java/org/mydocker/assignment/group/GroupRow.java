package org.mydocker.assignment.group;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A group in the database. */
@Entity
@Table(name = "course_group")
class GroupRow {
  @Id UUID id;
  UUID course;
  String name;

  protected GroupRow() {}

  GroupRow(UUID id, UUID course, String name) {
    this.id = id;
    this.course = course;
    this.name = name;
  }
}
