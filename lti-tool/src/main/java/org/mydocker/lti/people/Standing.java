package org.mydocker.lti.people;

import java.util.Optional;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.platform.PlatformProfile;

/**
 * What is known of a person in a course beside the launch. The launch gives the role; a teacher's
 * delegation moves it within its bounds; the roster lowers and never raises (NRPS-04, ROL-09,
 * ROL-10, ROL-14). Who proved to be an editing teacher is one, whatever colleagues say.
 *
 * @param wasStaff some earlier launch was a teacher's or a grader's
 * @param provenEditor a deep-linking launch showed a teacher who may edit
 */
record Standing(
    Optional<Role> roster, Optional<Role> delegated, boolean wasStaff, boolean provenEditor) {

  /** As though a roster had told the least of whom none told yet. */
  Standing untold() {
    Role least = roster.orElse(Role.STUDENT);
    return new Standing(Optional.of(least), delegated, wasStaff, provenEditor);
  }

  Role now(Role launched, PlatformProfile profile) {
    return switch (launched) {
      case NONE -> Role.NONE;
      case STUDENT -> student();
      case GRADER -> delegated.filter(Role.TEACHER::equals).orElse(Role.GRADER);
      case TEACHER ->
          provenEditor
              ? Role.TEACHER
              : delegated.filter(Role::staff).orElseGet(() -> teacher(profile));
    };
  }

  /** A teacher who comes as a student looks as a student, whatever was delegated (ROL-09). */
  private Role student() {
    boolean grader = !wasStaff && delegated.filter(Role.GRADER::equals).isPresent();
    return grader ? Role.GRADER : Role.STUDENT;
  }

  private Role teacher(PlatformProfile profile) {
    boolean learnerInRoster = roster.filter(r -> r == Role.STUDENT || r == Role.NONE).isPresent();
    return profile.rosterTellsEditors() && learnerInRoster ? Role.GRADER : Role.TEACHER;
  }
}
