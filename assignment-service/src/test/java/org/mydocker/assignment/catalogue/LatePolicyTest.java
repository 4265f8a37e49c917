package org.mydocker.assignment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LatePolicyTest {

  private final LatePolicy tenPercent = new LatePolicy(10);

  @Test
  void takesNothingOfWhatCameInTimeOrWhereLatenessIsOnlyMarked() {
    assertThat(tenPercent.counted(12.345, Duration.ZERO)).isEqualTo(12.345);
    assertThat(LatePolicy.MARKED.counted(12.345, Duration.ofDays(3))).isEqualTo(12.345);
  }

  @Test
  void takesItsPartForEachDayThatHasBegun() {
    assertThat(tenPercent.counted(20, Duration.ofSeconds(1))).isEqualTo(18);
    assertThat(tenPercent.counted(20, Duration.ofDays(1))).isEqualTo(18);
    assertThat(tenPercent.counted(20, Duration.ofDays(1).plusSeconds(1))).isEqualTo(16);
    assertThat(tenPercent.counted(7.5, Duration.ofHours(30))).isEqualTo(6);
  }

  @Test
  void neverTakesMoreThanEverything() {
    assertThat(tenPercent.counted(20, Duration.ofDays(10))).isZero();
    assertThat(tenPercent.counted(20, Duration.ofDays(4_000))).isZero();
  }
}
