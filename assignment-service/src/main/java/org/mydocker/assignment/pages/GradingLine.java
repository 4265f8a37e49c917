package org.mydocker.assignment.pages;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.mydocker.assignment.collection.Line;
import org.mydocker.assignment.grading.Graded;
import org.mydocker.kernel.grade.GradeState;

/**
 * A line of the list of submissions as the page shows it.
 *
 * @param timeKnown false where the time is that at which the submission was found again
 * @param points what counts
 * @param given what was given, where lateness takes some of it; else empty
 */
public record GradingLine(
    String person,
    String name,
    boolean enrolled,
    String group,
    Optional<Instant> time,
    Optional<Instant> collected,
    boolean timeKnown,
    boolean late,
    String lateBy,
    int count,
    String door,
    String points,
    String given,
    boolean graded,
    boolean held,
    String sending,
    String reason) {

  static GradingLine of(Line line, Optional<Double> counted, Locale locale) {
    Optional<Double> given = line.grade().flatMap(Graded::points);
    return new GradingLine(
        line.person().toString(),
        line.name(),
        line.enrolled(),
        line.group().orElse(""),
        line.last().map(one -> one.ended()),
        line.collected().map(one -> one.collected()),
        line.last().filter(one -> !one.timeKnown()).isEmpty(),
        line.last().filter(one -> one.isLate()).isPresent(),
        line.last().map(one -> Spans.text(one.late(), locale)).orElse(""),
        line.handedIn().size(),
        line.last().map(one -> one.door().name().toLowerCase(Locale.ROOT)).orElse(""),
        counted.map(GradingLine::number).orElse(""),
        given.equals(counted) ? "" : given.map(GradingLine::number).orElse(""),
        line.grade().isPresent(),
        line.grade().filter(one -> one.released().isEmpty()).isPresent(),
        line.sending().map(state -> state.step().name().toLowerCase(Locale.ROOT)).orElse(""),
        line.sending().map(GradeState::detail).orElse(""));
  }

  /**
   * A submission in the list of all.
   *
   * @param person who handed it in
   * @param by the name of that person, for group work; else empty
   */
  public record Handed(AssignmentPage.HandedInLine line, String person, String by) {

    static Handed of(Line of, Line.Handed one, Locale locale) {
      return new Handed(
          AssignmentPage.HandedInLine.of(one.submission(), locale),
          one.work().person().toString(),
          of.group().isPresent() ? one.name() : "");
    }
  }

  /** Such as {@code 12.5} or {@code 12}. */
  static String number(double points) {
    return points == Math.rint(points)
        ? Long.toString((long) points)
        : Double.toString(Math.round(points * 100) / 100.0);
  }
}
