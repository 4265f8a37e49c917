package org.mydocker.lti.grade;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.grade.GradeState;

/**
 * The last decision for one person in one column, and how far it got. A later decision takes the
 * place of the one before; {@code decided} tells them apart.
 */
@Entity
@Table(name = "grade_outbox")
class OutboxRow {
  @Id UUID id;

  @Column(name = "line_item")
  UUID lineItem;

  UUID person;
  long decided;
  Double points;
  double maximum;

  @Column(name = "comment_text")
  String comment;

  @Enumerated(EnumType.STRING)
  @Column(columnDefinition = "varchar(16)")
  GradeState.Step step;

  Instant since;
  String detail;
  Instant queued;
  int attempts;
  int conflicts;

  @Column(name = "next_attempt")
  Instant nextAttempt;

  @Column(name = "leased_until")
  Instant leasedUntil;

  /** The last timestamp sent to the platform; each is later than the one before (AGS-06). */
  @Column(name = "last_stamp")
  Instant lastStamp;

  @Column(name = "ever_sent")
  boolean everSent;

  void become(GradeState.Step next, String why, Instant now) {
    step = next;
    since = now;
    detail = why;
  }
}
