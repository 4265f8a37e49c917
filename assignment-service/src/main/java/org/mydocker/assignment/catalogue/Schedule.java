package org.mydocker.assignment.catalogue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.access.Subject;

/**
 * When an assignment is open, and what a hand-in at a given time is (ACT-12). All times are the
 * server's; a commit's own dates count for nothing (SAFE-10).
 *
 * @param opens before it students see no instructions and no files
 * @param due after it a hand-in is late
 * @param cutOff after it none is taken
 * @param grace how long a transfer begun in time may take
 */
public record Schedule(
    Optional<Instant> opens, Optional<Instant> due, Optional<Instant> cutOff, Duration grace) {

  public static final Duration USUAL_GRACE = Duration.ofMinutes(5);
  public static final Schedule ALWAYS =
      new Schedule(Optional.empty(), Optional.empty(), Optional.empty(), USUAL_GRACE);

  /** What a transfer is by its times. */
  public sealed interface Timing {
    /** Taken; {@code late} is zero when in time. */
    record Taken(Duration late) implements Timing {}

    /** Not taken any more. */
    record Closed(Instant since) implements Timing {}
  }

  public Schedule {
    if (grace.isNegative()) {
      throw new IllegalArgumentException("grace is not negative");
    }
    if (!ordered(opens, due) || !ordered(due, cutOff) || !ordered(opens, cutOff)) {
      throw new IllegalArgumentException("dates are in the order opens, due, cut-off");
    }
  }

  /** For who has time until that moment: in time until then, and taken (ACT-12). */
  public Schedule extended(Instant until) {
    return new Schedule(
        opens, due.map(date -> later(date, until)), cutOff.map(date -> later(date, until)), grace);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  public boolean openedBy(Instant now) {
    return opens.filter(now::isBefore).isEmpty();
  }

  /** Where a moment is among the dates, for who decides what may be done then (WHO-01). */
  public Subject.When when(Instant now) {
    if (!openedBy(now)) {
      return Subject.When.BEFORE;
    }
    return judge(now, now) instanceof Timing.Closed ? Subject.When.AFTER : Subject.When.DURING;
  }

  /** Judges a transfer by when it began and when its last byte was on disk here. */
  public Timing judge(Instant begun, Instant ended) {
    if (cutOff.isPresent() && !within(cutOff.get(), begun, ended)) {
      return new Timing.Closed(cutOff.get());
    }
    if (due.isEmpty() || within(due.get(), begun, ended)) {
      return new Timing.Taken(Duration.ZERO);
    }
    Instant counted = begun.isAfter(due.get()) ? begun : ended;
    return new Timing.Taken(Duration.between(due.get(), counted));
  }

  private boolean within(Instant limit, Instant begun, Instant ended) {
    return !begun.isAfter(limit) && !ended.isAfter(limit.plus(grace));
  }

  /** Whether two dates, where there are two, are in order. */
  static boolean ordered(Optional<Instant> first, Optional<Instant> second) {
    return first.isEmpty() || second.isEmpty() || !first.get().isAfter(second.get());
  }
}
