package org.mydocker.lti.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.people.Role;
import org.mydocker.lti.platform.PlatformProfile;

class StandingTest {

  private static Role now(Standing standing, Role launched) {
    return standing.now(launched, PlatformProfile.MOODLE);
  }

  private static Standing standing(Role roster, Role delegated, boolean wasStaff, boolean proven) {
    return new Standing(
        Optional.ofNullable(roster), Optional.ofNullable(delegated), wasStaff, proven);
  }

  @Test
  @Tag("ROL-14")
  void anInstructorWhoIsALearnerInTheRosterGrades() {
    assertThat(now(standing(Role.STUDENT, null, true, false), Role.TEACHER)).isEqualTo(Role.GRADER);
    assertThat(now(standing(Role.STUDENT, null, true, true), Role.TEACHER)).isEqualTo(Role.TEACHER);
    assertThat(now(standing(Role.TEACHER, null, true, false), Role.TEACHER))
        .isEqualTo(Role.TEACHER);
    assertThat(standing(Role.STUDENT, null, true, false).now(Role.TEACHER, PlatformProfile.OTHER))
        .isEqualTo(Role.TEACHER);
  }

  @Test
  void anInstructorOfWhomNoRosterToldYetGradesWhileItIsRead() {
    assertThat(now(standing(null, null, true, false).untold(), Role.TEACHER))
        .isEqualTo(Role.GRADER);
    assertThat(now(standing(Role.TEACHER, null, true, false).untold(), Role.TEACHER))
        .isEqualTo(Role.TEACHER);
    assertThat(now(standing(null, null, true, true).untold(), Role.TEACHER))
        .isEqualTo(Role.TEACHER);
    assertThat(now(standing(null, Role.TEACHER, true, false).untold(), Role.TEACHER))
        .isEqualTo(Role.TEACHER);
    assertThat(now(standing(null, null, false, false).untold(), Role.STUDENT))
        .isEqualTo(Role.STUDENT);
  }

  @Test
  @Tag("ROL-14")
  void aTeacherCanRaiseOrLowerStaff() {
    assertThat(now(standing(Role.STUDENT, Role.TEACHER, true, false), Role.TEACHER))
        .isEqualTo(Role.TEACHER);
    assertThat(now(standing(Role.TEACHER, Role.GRADER, true, false), Role.TEACHER))
        .isEqualTo(Role.GRADER);
  }

  @Test
  @Tag("L-05")
  void whomThePlatformSendsAsAGraderIsRaisedByNoColleague() {
    MembershipRow row = new MembershipRow();
    row.delegatedRole = Role.TEACHER;
    row.launchedRole = Role.GRADER;
    assertThat(now(row.standing(), Role.GRADER)).isEqualTo(Role.GRADER);
    assertThat(row.change(Role.GRADER)).isEmpty();
    row.launchedRole = Role.TEACHER; // Moodle's, lowered to a grader by its roster at the launch
    assertThat(now(row.standing(), Role.GRADER)).isEqualTo(Role.TEACHER);
  }

  @Test
  @Tag("ROL-14")
  void whoProvedToEditIsLoweredByNoColleague() {
    assertThat(now(standing(Role.STUDENT, Role.GRADER, true, true), Role.TEACHER))
        .isEqualTo(Role.TEACHER);
  }

  @Test
  void aTeacherCanMakeAStudentAGraderAndNoMore() {
    assertThat(now(standing(Role.STUDENT, Role.GRADER, false, false), Role.STUDENT))
        .isEqualTo(Role.GRADER);
    assertThat(now(standing(Role.STUDENT, Role.TEACHER, false, false), Role.STUDENT))
        .isEqualTo(Role.STUDENT);
  }

  @Test
  void aTeacherWhoSwitchedToStudentIsAStudent() {
    assertThat(now(standing(Role.TEACHER, null, true, true), Role.STUDENT)).isEqualTo(Role.STUDENT);
    assertThat(now(standing(Role.TEACHER, Role.GRADER, true, true), Role.STUDENT))
        .isEqualTo(Role.STUDENT);
  }

  @Test
  @Tag("NRPS-04")
  void aRosterNeverRaises() {
    assertThat(now(standing(Role.TEACHER, null, false, false), Role.STUDENT))
        .isEqualTo(Role.STUDENT);
    assertThat(now(standing(Role.TEACHER, null, false, false), Role.NONE)).isEqualTo(Role.NONE);
  }
}
