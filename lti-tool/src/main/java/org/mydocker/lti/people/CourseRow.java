package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.people.Course;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.TenantId;

/** One (deployment, context.id), with the service addresses that its launches named. */
@Entity
@Table(name = "course")
class CourseRow {
  @Id UUID id;
  UUID tenant;
  UUID registration;
  UUID deployment;

  @Column(name = "context_id")
  String contextId;

  String label;
  String title;

  @Column(name = "memberships_url")
  String membershipsUrl;

  @Column(name = "lineitems_url")
  String lineitemsUrl;

  @Column(name = "roster_tried")
  Instant rosterTried;

  @Column(name = "roster_complete")
  Instant rosterComplete;

  Instant created;

  Course course() {
    return new Course(new CourseId(id), new TenantId(tenant), label, title);
  }
}
