package org.mydocker.assignment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.assignment.catalogue.Schedule.Timing.Closed;
import org.mydocker.assignment.catalogue.Schedule.Timing.Taken;

class ScheduleTest {

  private static final Instant DUE = Instant.parse("2026-12-01T10:00:00Z");
  private static final Instant CUT_OFF = Instant.parse("2026-12-02T10:00:00Z");
  private final Schedule schedule =
      new Schedule(Optional.empty(), Optional.of(DUE), Optional.of(CUT_OFF), Duration.ofMinutes(5));

  @Test
  @Tag("ACT-12")
  void takesWhatBeganInTimeAndEndedWithinTheGraceAsInTime() {
    assertThat(schedule.judge(DUE, DUE.plusSeconds(300))).isEqualTo(new Taken(Duration.ZERO));
    assertThat(schedule.judge(CUT_OFF, CUT_OFF.plusSeconds(300))).isInstanceOf(Taken.class);
  }

  @Test
  void countsLatenessFromTheDueDate() {
    Instant begun = DUE.plusSeconds(60);
    assertThat(schedule.judge(begun, begun.plusSeconds(5)))
        .isEqualTo(new Taken(Duration.ofMinutes(1)));
  }

  @Test
  @Tag("ACT-12")
  void countsATransferThatOutlastsTheGraceByItsEnd() {
    assertThat(schedule.judge(DUE, DUE.plusSeconds(301)))
        .isEqualTo(new Taken(Duration.ofSeconds(301)));
  }

  @Test
  void takesNothingBegunAfterTheCutOffOrEndedAfterItsGrace() {
    Instant after = CUT_OFF.plusMillis(1);
    assertThat(schedule.judge(after, after)).isEqualTo(new Closed(CUT_OFF));
    assertThat(schedule.judge(CUT_OFF, CUT_OFF.plusSeconds(301))).isInstanceOf(Closed.class);
  }

  @Test
  void takesEverythingInTimeWhereThereAreNoDates() {
    assertThat(Schedule.ALWAYS.judge(DUE, CUT_OFF)).isEqualTo(new Taken(Duration.ZERO));
  }

  @Test
  void refusesDatesOutOfOrder() {
    assertThatThrownBy(
            () ->
                new Schedule(
                    Optional.of(CUT_OFF), Optional.of(DUE), Optional.empty(), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
