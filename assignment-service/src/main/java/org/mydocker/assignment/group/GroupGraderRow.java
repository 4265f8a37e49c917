package org.mydocker.assignment.group;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A person as a grader of a group, in the database. */
@Entity
@Table(name = "group_grader")
class GroupGraderRow {
  @Id UUID id;

  @Column(name = "course_group")
  UUID team;

  UUID course;
  UUID person;

  protected GroupGraderRow() {}

  GroupGraderRow(UUID team, UUID course, UUID person) {
    this.id = UUID.randomUUID();
    this.team = team;
    this.course = course;
    this.person = person;
  }
}
