package org.mydocker.assignment.handin;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * A submission in the database. It has no number while its ref is being written: who finds it so at
 * a start finishes or forgets it, with the time at which it really came (DATA-04).
 */
@Entity
@Table(name = "submission")
class SubmissionRow {
  @Id UUID id;
  UUID work;
  Integer number;

  @Column(name = "commit_id")
  String commit;

  @Column(name = "tree_id")
  String tree;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Door door;

  Instant begun;
  Instant ended;

  @Column(name = "late_seconds")
  long lateSeconds;

  int handout;

  protected SubmissionRow() {}

  SubmissionRow(HandedIn one) {
    this.id = one.id();
    this.work = one.work();
    this.commit = one.commit().name();
    this.tree = one.tree().name();
    this.door = one.door();
    this.begun = one.begun();
    this.ended = one.ended();
    this.lateSeconds = one.late().toSeconds();
    this.handout = one.handout();
  }

  HandedIn handedIn() {
    return new HandedIn(
        id,
        work,
        number == null ? 0 : number,
        ObjectId.fromString(commit),
        ObjectId.fromString(tree),
        door,
        begun,
        ended,
        Duration.ofSeconds(lateSeconds),
        handout);
  }
}
