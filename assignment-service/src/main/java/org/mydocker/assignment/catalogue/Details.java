package org.mydocker.assignment.catalogue;

import java.util.Objects;
import java.util.Optional;
import org.mydocker.kernel.environment.EnvironmentId;

/**
 * What a teacher decides about an assignment and may change later.
 *
 * @param instructions Markdown
 * @param environment in which students open it; empty for work that is done elsewhere
 * @param points the maximum; empty for an assignment without grades
 * @param gradesHeld grades wait until the teacher releases them; else each goes at once
 * @param late what lateness costs
 * @param groupWork one of a group hands in for all of it, and its grade is everybody's
 */
public record Details(
    String title,
    String instructions,
    Optional<EnvironmentId> environment,
    Optional<Integer> points,
    Schedule schedule,
    FileRules files,
    boolean gradesHeld,
    LatePolicy late,
    boolean groupWork) {

  public static final int LONGEST_TITLE = 255;
  public static final int LONGEST_INSTRUCTIONS = 100_000;

  /** Individual work, late work only marked. */
  public Details(
      String title,
      String instructions,
      Optional<EnvironmentId> environment,
      Optional<Integer> points,
      Schedule schedule,
      FileRules files,
      boolean gradesHeld) {
    this(
        title,
        instructions,
        environment,
        points,
        schedule,
        files,
        gradesHeld,
        LatePolicy.MARKED,
        false);
  }

  /** The same with other dates. */
  public Details with(Schedule dates) {
    return new Details(
        title, instructions, environment, points, dates, files, gradesHeld, late, groupWork);
  }

  public Details {
    Objects.requireNonNull(schedule);
    Objects.requireNonNull(files);
    if (title.isBlank() || title.length() > LONGEST_TITLE) {
      throw new IllegalArgumentException("a title has 1 to 255 characters");
    }
    if (instructions.length() > LONGEST_INSTRUCTIONS) {
      throw new IllegalArgumentException("instructions are too long");
    }
    if (points.filter(p -> p < 1 || p > 100_000).isPresent()) {
      throw new IllegalArgumentException("points are from 1 to 100,000");
    }
  }
}
