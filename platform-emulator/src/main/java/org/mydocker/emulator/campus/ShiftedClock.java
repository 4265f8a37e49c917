package org.mydocker.emulator.campus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** The tenant's clock: another one, put forward or back as a test wishes. */
public final class ShiftedClock extends Clock {
  private final Clock base;
  private volatile Duration offset = Duration.ZERO;

  public ShiftedClock(Clock base) {
    this.base = base;
  }

  public void shift(Duration newOffset) {
    offset = newOffset;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return base.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return Clock.offset(base.withZone(zone), offset);
  }
}
