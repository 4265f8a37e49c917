package org.mydocker.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.metrics.Reading;

/** The text that Prometheus reads. */
class ExpositionTest {

  @Test
  void aNameIsExplainedOnceHoweverManyLabelsItHas() {
    Refusals refusals = new Refusals();
    refusals.count("lti.nonce-used");
    refusals.count("lti.nonce-used");
    refusals.count("broker.full");
    assertThat(Exposition.of(refusals.readings()))
        .isEqualTo(
            """
            # HELP mydocker_refusals_total Requests that were refused, by code
            # TYPE mydocker_refusals_total counter
            mydocker_refusals_total{code="broker.full"} 1
            mydocker_refusals_total{code="lti.nonce-used"} 2
            """);
  }

  @Test
  void whatALabelHoldsCannotBreakTheLine() {
    Reading reading = Reading.gauge("queue", "Waiting", Map.of("of", "a\"b\\c\nd"), 1.5);
    assertThat(Exposition.of(List.of(reading)))
        .contains("mydocker_queue{of=\"a\\\"b\\\\c\\nd\"} 1.5\n");
  }

  @Test
  void aNameThatPrometheusWouldNotTakeIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Reading.gauge("start time", "", Map.of(), 1));
  }

  @Test
  void codesAreBounded() {
    Refusals refusals = new Refusals();
    for (int i = 0; i < 2_000; i++) {
      refusals.count("made.up-" + i);
    }
    assertThat(refusals.readings()).hasSize(501);
  }
}
