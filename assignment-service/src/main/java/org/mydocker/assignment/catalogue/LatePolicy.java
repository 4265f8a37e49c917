package org.mydocker.assignment.catalogue;

import java.time.Duration;

/**
 * What lateness costs, between the due date and the cut-off.
 *
 * @param percentPerDay taken off the points for each day that has begun; 0 for nothing: late work
 *     is only marked as late
 */
public record LatePolicy(int percentPerDay) {

  public static final LatePolicy MARKED = new LatePolicy(0);

  private static final long DAY = Duration.ofDays(1).toSeconds();

  public LatePolicy {
    if (percentPerDay < 0 || percentPerDay > 100) {
      throw new IllegalArgumentException("0 to 100 percent");
    }
  }

  public boolean deducts() {
    return percentPerDay > 0;
  }

  /** What remains of the points of a hand-in that was so late; never less than nothing. */
  public double counted(double points, Duration late) {
    long days = (late.toSeconds() + DAY - 1) / DAY;
    long taken = Math.min(100, days * percentPerDay);
    return taken == 0 ? points : Math.round(points * (100 - taken)) / 100.0;
  }
}
