package org.mydocker.assignment.grading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.rows.Rows;
import org.mydocker.kernel.grade.Grade;
import org.mydocker.kernel.grade.GradeBook;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;

/**
 * Gives grades (ACT-17) and lets them go (ACT-19). A released grade and its place in the outbox are
 * one transaction, so an LMS that is down delays a grade and loses none (AGS-10). A grade goes at
 * once unless the assignment holds grades back; then the teacher releases them together. Where no
 * launch has told the column yet, grades wait here and go with the first one that does.
 */
@Singleton
public class Grading {

  private final Grades grades;
  private final Counting counting;
  private final GradeBook gradeBook;
  private final Rows rows;
  private final Clock clock;

  @Inject
  public Grading(Grades grades, Counting counting, GradeBook gradeBook, Rows rows, Clock clock) {
    this.grades = grades;
    this.counting = counting;
    this.gradeBook = gradeBook;
    this.rows = rows;
    this.clock = clock;
  }

  /**
   * Gives a grade in place of an earlier one.
   *
   * @throws Refusal {@code assignment.points}: above the maximum, below zero, or for an assignment
   *     without points
   */
  public Graded grade(
      Assignment assignment,
      Viewer grader,
      PersonId student,
      Optional<UUID> submission,
      Optional<Double> points,
      String comment) {
    requireWithin(assignment, points);
    return rows.in(
        manager -> {
          Instant now = clock.instant();
          boolean free =
              !assignment.details().gradesHeld()
                  || grades.find(assignment.id(), student).flatMap(Graded::released).isPresent();
          Graded grade =
              new Graded(
                  student,
                  submission,
                  points,
                  comment,
                  now,
                  grader.person(),
                  free ? Optional.of(now) : Optional.empty());
          grades.set(assignment.id(), grade);
          sendIfReleased(assignment, grade);
          return grade;
        });
  }

  /** Gives the same grade to several, together or to none of them: a group's. */
  public void grade(
      Assignment assignment,
      Viewer grader,
      Collection<PersonId> students,
      Optional<UUID> submission,
      Optional<Double> points,
      String comment) {
    rows.run(
        manager ->
            students.forEach(
                student -> grade(assignment, grader, student, submission, points, comment)));
  }

  /** Lets go of everything that was held back; returns how many. */
  public int release(Assignment assignment) {
    return rows.in(
        manager -> {
          List<Graded> held =
              grades.of(assignment.id()).stream()
                  .filter(grade -> grade.released().isEmpty())
                  .toList();
          held.forEach(grade -> release(assignment, grade));
          return held.size();
        });
  }

  /** Sends everything released, now that a launch has told where to. */
  public void columnLearned(Assignment assignment) {
    rows.run(
        manager -> grades.of(assignment.id()).forEach(grade -> sendIfReleased(assignment, grade)));
  }

  /** Tells the platform what released grades count by now, after the late policy changed. */
  public void sendAgain(Assignment assignment) {
    columnLearned(assignment);
  }

  private void release(Assignment assignment, Graded grade) {
    Graded released =
        new Graded(
            grade.person(),
            grade.submission(),
            grade.points(),
            grade.comment(),
            grade.graded(),
            grade.gradedBy(),
            Optional.of(clock.instant()));
    grades.set(assignment.id(), released);
    sendIfReleased(assignment, released);
  }

  private void sendIfReleased(Assignment assignment, Graded grade) {
    if (grade.released().isEmpty()
        || assignment.column().isEmpty()
        || assignment.details().points().isEmpty()) {
      return;
    }
    gradeBook.send(
        new Grade(
            assignment.column().get(),
            assignment.course(),
            grade.person(),
            counting.points(assignment, grade),
            assignment.details().points().get(),
            grade.comment()));
  }

  private static void requireWithin(Assignment assignment, Optional<Double> points) {
    if (points.isEmpty()) {
      return;
    }
    Optional<Integer> maximum = assignment.details().points();
    if (maximum.isEmpty() || !(points.get() >= 0) || points.get() > maximum.get()) {
      throw new Refusal("assignment.points", 400);
    }
  }
}
