package org.mydocker.assignment.grading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.LatePolicy;
import org.mydocker.assignment.catalogue.Schedule;
import org.mydocker.assignment.group.Extensions;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Submissions;
import org.mydocker.kernel.people.PersonId;

/**
 * What a grade counts: the points that were given, less what the lateness of the submission takes
 * (ACT-01). The given ones stay as they are, so that a policy that changes changes nothing for
 * good.
 */
@Singleton
public class Counting {

  private final Submissions submissions;
  private final Extensions extensions;

  @Inject
  public Counting(Submissions submissions, Extensions extensions) {
    this.submissions = submissions;
    this.extensions = extensions;
  }

  /** What the student has and the platform is told. */
  public Optional<Double> points(Assignment assignment, Graded grade) {
    LatePolicy late = assignment.details().late();
    return late.deducts()
        ? grade.points().map(given -> late.counted(given, late(assignment, grade)))
        : grade.points();
  }

  /** Whether lateness took something of the points that were given. */
  public boolean deducted(Assignment assignment, Graded grade) {
    return !points(assignment, grade).equals(grade.points());
  }

  private Duration late(Assignment assignment, Graded grade) {
    return grade
        .submission()
        .flatMap(submissions::find)
        .filter(HandedIn::timeKnown)
        .map(one -> late(assignment, grade.person(), one))
        .orElse(Duration.ZERO);
  }

  /** More time that was given afterwards counts as well; it makes nothing later (ACT-12). */
  private Duration late(Assignment assignment, PersonId person, HandedIn submission) {
    return extensions
        .until(assignment.id(), assignment.course(), person)
        .map(until -> assignment.schedule().extended(until))
        .map(schedule -> schedule.judge(submission.begun(), submission.ended()))
        .map(timing -> timing instanceof Schedule.Timing.Taken taken ? taken.late() : null)
        .filter(late -> late.compareTo(submission.late()) < 0)
        .orElse(submission.late());
  }
}
