package org.mydocker.broker.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The administration's page of what environments ask for. */
@Tag("ENG-06")
class PermissionsPageTest {

  private static PermissionLine line(Instant since) {
    return new PermissionLine(
        "an-id", "Statistics", "A department", "root CHOWN", true, "CHOWN", "2, 1", false, since);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void offersToAllowWhatWaitsAndToTakeBackWhatIsAllowed(String language) {
    Drawn drawn = new Drawn(Locale.forLanguageTag(language));

    String waiting = drawn.page("broker/permissions", Map.of("requests", List.of(line(null))));
    assertThat(waiting)
        .contains(
            drawn.sentence("needs.root"),
            "<code>CHOWN</code>",
            "2, 1",
            drawn.sentence("permissions.not-current"),
            "/v/visit/admin/permissions/an-id/allow",
            "value=\"root CHOWN\"",
            "aria-label=\"" + drawn.sentence("permissions.allow-to", "Statistics"))
        .doesNotContain("/withdraw");

    String allowed =
        drawn.page(
            "broker/permissions",
            Map.of("requests", List.of(line(Instant.parse("2026-11-20T10:00:00Z")))));
    assertThat(allowed)
        .contains("2026-11-20T10:00:00Z", "/v/visit/admin/permissions/an-id/withdraw")
        .doesNotContain("an-id/allow");
    assertThat(drawn.page("broker/permissions", Map.of("requests", List.of())))
        .contains(drawn.sentence("permissions.none"));
  }
}
