package org.mydocker.assignment.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.assignment.School;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.catalogue.LatePolicy;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.Grade;
import org.mydocker.kernel.launch.Launch;
import org.mydocker.kernel.launch.Presentation;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.storage.TestDatabase;

class GradingTest {

  private final PersonId student = PersonId.random();
  private final ColumnId column = ColumnId.random();
  private School school;
  private Assignment assignment;

  @BeforeEach
  void open(@TempDir Path data) {
    school = new School(TestDatabase::h2, data);
    assignment = school.assignment(Schedule.ALWAYS, Map.of("a.txt", "a"));
  }

  @AfterEach
  void close() {
    school.close();
  }

  private Launch launch(Viewer viewer, String id) {
    return new Launch(
        viewer,
        Optional.empty(),
        Map.of(Launch.ID, id),
        Optional.of(column),
        new Presentation(true, URI.create("https://lms.example"), Optional.empty()),
        false);
  }

  private Assignment launched() {
    school.target.open(launch(school.viewer(Role.STUDENT), assignment.id().toString()));
    return school.assignments.find(assignment.id()).orElseThrow();
  }

  private Graded grade(Assignment of, double points) {
    return school.grading.grade(
        of, school.viewer(Role.GRADER), student, Optional.empty(), Optional.of(points), "well");
  }

  @Test
  void sendsAGradeWithItsCommentToTheColumnThatTheLaunchTold() {
    grade(launched(), 12.5);
    assertThat(school.gradeBook.sent)
        .containsExactly(new Grade(column, school.course, student, Optional.of(12.5), 20, "well"));
  }

  @Test
  void storesNoGradeThatTheOutboxDidNotTake() {
    Assignment known = launched();
    school.gradeBook.broken = true;
    assertThatThrownBy(() -> grade(known, 10)).isInstanceOf(IllegalStateException.class);
    assertThat(school.grades.find(known.id(), student)).isEmpty();
  }

  @Test
  void sendsWhatWaitedWhenALaunchTellsTheColumn() {
    grade(assignment, 7);
    assertThat(school.gradeBook.sent).isEmpty();
    launched();
    assertThat(school.gradeBook.sent).extracting(Grade::points).containsExactly(Optional.of(7.0));
    launched();
    assertThat(school.gradeBook.sent).hasSize(1);
  }

  @Test
  void refusesPointsAboveTheMaximum() {
    assertThatThrownBy(() -> grade(assignment, 20.5)).isInstanceOf(Refusal.class);
  }

  @Test
  void moreTimeThatWasGivenAfterwardsTakesTheDeductionBack() {
    Details plain = School.details(School.dates("2026-12-01T10:00:00Z", "2026-12-09T10:00:00Z"));
    Assignment costly =
        school
            .creating
            .create(
                school.viewer(Role.TEACHER),
                new Details(
                    plain.title(),
                    plain.instructions(),
                    plain.environment(),
                    plain.points(),
                    plain.schedule(),
                    plain.files(),
                    false,
                    new LatePolicy(10),
                    false),
                new MaterialChoice.Archive(
                    school.upload(student, School.zip(Map.of("a.txt", "a")))),
                Consent.NOT_ASKED)
            .assignment();
    school.opens(costly, student);
    school.clock.is("2026-12-03T09:00:00Z");
    HandedIn late = school.handingIn.workingCopy(costly, student, Role.STUDENT);
    Graded grade =
        school.grading.grade(
            costly,
            school.viewer(Role.GRADER),
            student,
            Optional.of(late.id()),
            Optional.of(10.0),
            "");
    assertThat(school.counting.points(costly, grade)).contains(8.0);

    school.moreTime(costly, student, "2026-12-02T10:00:00Z");
    assertThat(school.counting.points(costly, grade)).contains(9.0);
    school.moreTime(costly, student, "2026-12-04T10:00:00Z");
    assertThat(school.counting.points(costly, grade)).contains(10.0);
  }

  @Test
  @Tag("DL-10")
  void answersALaunchOfAnotherCoursesAssignmentLikeOneThatDoesNotExist() {
    Viewer stranger =
        new Viewer(
            PersonId.random(),
            school.tenant,
            Optional.of(CourseId.random()),
            Role.TEACHER,
            Set.of(),
            Locale.ENGLISH);
    Refusal other = refusal(launch(stranger, assignment.id().toString()));
    Refusal none = refusal(launch(stranger, ActivityId.random().toString()));
    Refusal garbage = refusal(launch(stranger, "../x"));
    assertThat(other).hasMessage(none.getMessage()).hasMessage(garbage.getMessage());
    assertThat(other.status()).isEqualTo(403);
    assertThat(school.assignments.find(assignment.id()).orElseThrow().column()).isEmpty();
  }

  @Test
  void letsStudentsSeeNobodyElsesWorkAndAuditsThoseWhoMay() {
    PersonId other = PersonId.random();
    assertThatThrownBy(
            () ->
                school.door.others(
                    assignment.id(),
                    school.viewer(Role.STUDENT),
                    Act.READ_SUBMISSION,
                    other,
                    "work"))
        .isInstanceOf(Refused.class);
    assertThat(school.audited).isEmpty();
    school.door.others(
        assignment.id(), school.viewer(Role.GRADER), Act.READ_SUBMISSION, other, "work");
    assertThat(school.audited).containsExactly("READ_SUBMISSION work of " + other);
  }

  private Refusal refusal(Launch launch) {
    try {
      school.target.open(launch);
      throw new AssertionError("let in");
    } catch (Refusal e) {
      return e;
    }
  }
}
