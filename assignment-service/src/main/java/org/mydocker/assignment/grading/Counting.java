package org.mydocker.assignment.grading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.LatePolicy;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.Submissions;

/**
 * What a grade counts: the points that were given, less what the lateness of the submission takes
 * (ACT-01). The given ones stay as they are, so that a policy that changes changes nothing for
 * good.
 */
@Singleton
public class Counting {

  private final Submissions submissions;

  @Inject
  public Counting(Submissions submissions) {
    this.submissions = submissions;
  }

  /** What the student has and the platform is told. */
  public Optional<Double> points(Assignment assignment, Graded grade) {
    LatePolicy late = assignment.details().late();
    return late.deducts()
        ? grade.points().map(given -> late.counted(given, late(grade)))
        : grade.points();
  }

  /** Whether lateness took something of the points that were given. */
  public boolean deducted(Assignment assignment, Graded grade) {
    return !points(assignment, grade).equals(grade.points());
  }

  private Duration late(Graded grade) {
    return grade.submission().flatMap(submissions::find).map(HandedIn::late).orElse(Duration.ZERO);
  }
}
