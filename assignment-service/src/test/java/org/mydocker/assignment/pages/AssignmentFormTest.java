package org.mydocker.assignment.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mydocker.assignment.catalogue.Details;

class AssignmentFormTest {

  private static final Map<String, String> TYPED =
      Map.of("title", "TP 1", "grace", "5", "zone", "Europe/Paris", "due", "2026-12-01T10:00");

  @Test
  void readsDatesInTheBrowsersZoneAndShowsThemAgain() {
    Details details = AssignmentForm.sent(TYPED).details(Set.of()).orElseThrow();
    assertThat(details.schedule().due()).contains(Instant.parse("2026-12-01T09:00:00Z"));
    AssignmentForm again = AssignmentForm.of(details, ZoneId.of("Asia/Tokyo"));
    assertThat(again.value("due")).isEqualTo("2026-12-01T18:00");
    assertThat(again.details(Set.of())).contains(details);
  }

  @Test
  void losesNothingAndNamesEveryFieldThatIsWrong() {
    AssignmentForm form =
        AssignmentForm.sent(
            Map.of(
                "title", " ",
                "instructions", "kept",
                "points", "-1",
                "grace", "x",
                "due", "2026-12-01T10:00",
                "cut_off", "2026-11-01T10:00",
                "environment", "not-in-the-list"));
    assertThat(form.details(Set.of())).isEmpty();
    assertThat(form.problems())
        .extracting(Problem::field)
        .containsExactlyInAnyOrder("title", "environment", "points", "grace", "cut_off");
    assertThat(form.value("instructions")).isEqualTo("kept");
  }
}
