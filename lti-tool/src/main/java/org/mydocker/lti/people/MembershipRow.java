package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.platform.PlatformProfile;

/** A person in a course: what the last launch, the roster and a teacher said. */
@Entity
@Table(name = "membership")
class MembershipRow {

  /** Course and person. */
  @Embeddable
  record Key(UUID course, UUID person) {}

  @EmbeddedId Key key;

  @Enumerated(EnumType.STRING)
  @Column(name = "launched_role", columnDefinition = "varchar(16)")
  Role launchedRole;

  /** The same as the platform said it, or as an administrator lowered it (ROL-04). */
  @Enumerated(EnumType.STRING)
  @Column(name = "launched_as", columnDefinition = "varchar(16)")
  Position launchedAs;

  Instant launched;

  @Column(name = "was_staff")
  boolean wasStaff;

  @Column(name = "test_person")
  boolean testPerson;

  @Column(name = "proven_editor")
  boolean provenEditor;

  @Enumerated(EnumType.STRING)
  @Column(name = "roster_role", columnDefinition = "varchar(16)")
  Role rosterRole;

  boolean enrolled;

  @Enumerated(EnumType.STRING)
  @Column(name = "delegated_role", columnDefinition = "varchar(16)")
  Role delegatedRole;

  /** Somebody whom the platform once sent, or lists, as a teacher or grader. */
  boolean platformsStaff() {
    return wasStaff || (rosterRole != null && rosterRole.staff());
  }

  /**
   * Whether what this person does as a student is a preview. Where a roster lists as students only
   * students, it ends what one launch as staff, by mistake perhaps, began.
   */
  boolean previews(PlatformProfile profile) {
    boolean student = rosterRole == Role.STUDENT && !profile.rosterTellsEditors();
    return testPerson || (platformsStaff() && !student);
  }

  /** An earlier launch gives no more than the last one. */
  Role atMost(Role launchedThen) {
    return launchedRole == null || launchedRole.compareTo(launchedThen) > 0
        ? launchedThen
        : launchedRole;
  }

  /**
   * Who was a teacher in the roster and is none any more has lost that; where a roster lists as
   * students only students, its word ends what an earlier launch began (ROL-09).
   */
  void rosterSays(Role role, PlatformProfile profile) {
    boolean lost = rosterRole == Role.TEACHER && !role.staff();
    boolean known = !profile.rosterTellsEditors() && role != Role.NONE;
    if (lost) {
      provenEditor = false;
    }
    if (launchedRole != null && (lost || known)) {
      launchedRole = atMost(role);
    }
    rosterRole = role;
  }

  /** Who was listed and is not any more teaches and grades here no longer (ROL-09). */
  void left() {
    boolean staff = launchedRole != null && launchedRole.staff();
    if (enrolled && rosterRole != null) {
      provenEditor = false;
      delegatedRole = null;
      if (staff) {
        launchedRole = Role.NONE;
        rosterRole = null; // a later launch is that of somebody who need not be listed
      }
    }
    enrolled = false;
  }

  /** What a teacher may make of this person, who is {@code now} that (ROL-10, ROL-14). */
  Optional<Role> change(Role now) {
    if (testPerson || provenEditor || launchedRole == Role.GRADER) {
      return Optional.empty();
    }
    if (launchedRole == Role.TEACHER || rosterRole == Role.TEACHER) {
      return Optional.of(now == Role.GRADER ? Role.TEACHER : Role.GRADER);
    }
    Role said = launchedRole == null ? rosterRole : launchedRole;
    return said == Role.STUDENT && !platformsStaff()
        ? Optional.of(now == Role.GRADER ? Role.STUDENT : Role.GRADER)
        : Optional.empty();
  }

  /**
   * Whom the platform or an administrator says to be a grader, no colleague's older word raises.
   */
  Standing standing() {
    boolean saidGrader = launchedRole == Role.GRADER;
    return new Standing(
        Optional.ofNullable(rosterRole),
        Optional.ofNullable(delegatedRole).filter(role -> !saidGrader || role != Role.TEACHER),
        wasStaff,
        provenEditor);
  }
}
