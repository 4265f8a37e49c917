package org.mydocker.kernel.grade;

import java.util.Objects;
import java.util.Optional;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;

/**
 * A decision for one person in one column.
 *
 * @param points empty withdraws the grade at the platform (AGS-08); never more than the maximum, as
 *     there is no bonus (AGS-14)
 * @param maximum what {@code points} is out of; more than 0
 * @param comment plain text, at most 4,000 characters (AGS-16)
 */
public record Grade(
    ColumnId column,
    CourseId course,
    PersonId person,
    Optional<Double> points,
    double maximum,
    String comment) {

  public Grade {
    Objects.requireNonNull(column);
    Objects.requireNonNull(course);
    Objects.requireNonNull(person);
    Objects.requireNonNull(comment);
    if (!(maximum > 0) || Double.isInfinite(maximum)) {
      throw new IllegalArgumentException("the maximum is a number above 0, not " + maximum);
    }
    points.ifPresent(
        p -> {
          if (!(p >= 0) || p > maximum) {
            throw new IllegalArgumentException("points are from 0 to " + maximum + ", not " + p);
          }
        });
  }
}
