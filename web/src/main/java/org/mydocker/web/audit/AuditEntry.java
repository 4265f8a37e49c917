package org.mydocker.web.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Viewer;

/** One line of the audit log: ids and codes, no names. */
@Entity
@Table(name = "audit_entry")
public class AuditEntry {

  @Id UUID id;
  Instant at;
  UUID person;
  UUID course;
  String act;

  @Column(name = "subject_kind")
  String subjectKind;

  @Column(name = "subject_id")
  String subjectId;

  String reason;

  protected AuditEntry() {}

  AuditEntry(Instant at, Viewer who, Act act, Subject subject, String reason) {
    this.id = UUID.randomUUID();
    this.at = at;
    this.person = who.person().value();
    this.course = who.course().map(CourseId::value).orElse(null);
    this.act = act.name();
    this.subjectKind = subject.kind();
    this.subjectId = subject.id();
    this.reason = reason.length() > 500 ? reason.substring(0, 500) : reason;
  }

  public Instant getAt() {
    return at;
  }

  public UUID getPerson() {
    return person;
  }

  public String getAct() {
    return act;
  }

  public String getSubject() {
    return subjectKind + " " + subjectId;
  }

  public String getReason() {
    return reason;
  }
}
