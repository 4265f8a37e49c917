package org.mydocker.broker.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.start.Bench;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.storage.TestDatabase;

/** What the pages say while the engine does not answer. */
@Tag("ENG-05")
class EngineAwayTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  void aBannerSaysSoUntilTheEngineIsBack(String language) {
    Drawn drawn = new Drawn(Locale.forLanguageTag(language));
    String banner = drawn.sentence("broker.engine-away");
    assertThat(drawn.page(environment().show(bench.notebook.toString(), null, null)))
        .doesNotContain(banner);

    bench.fake.goAway();
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(bench.engine::ping).isInstanceOf(EngineUnavailable.class);
    }
    assertThat(drawn.page(environment().show(bench.notebook.toString(), null, null)))
        .contains("role=\"status\">" + banner);

    bench.fake.comeBack();
    bench.clock.advance(Duration.ofMinutes(1));
    bench.starts.tick();
    assertThat(drawn.page(environment().show(bench.notebook.toString(), null, null)))
        .doesNotContain(banner);
  }

  @Test
  void theDashboardAndAWaitingStartHaveTheBannerToo() {
    Drawn drawn = new Drawn(Locale.ENGLISH);
    String banner = drawn.sentence("broker.engine-away");
    Map<String, Object> dashboard = Map.of("sessions", List.of(), "environments", List.of());
    Map<String, Object> start =
        Map.of(
            "id",
            "the-id",
            "title",
            "Notebook",
            "why",
            "",
            "usualSeconds",
            3L,
            "state",
            "queued",
            "position",
            "1",
            "to",
            "");

    assertThat(drawn.page("broker/dashboard", and(dashboard, true))).contains(">" + banner);
    assertThat(drawn.page("broker/dashboard", and(dashboard, false))).doesNotContain(">" + banner);
    assertThat(drawn.page("broker/start", and(start, true))).contains(">" + banner);
    assertThat(drawn.page("broker/start", and(start, false))).doesNotContain(">" + banner);
  }

  private static Map<String, Object> and(Map<String, Object> model, boolean away) {
    Map<String, Object> more = new HashMap<>(model);
    more.put("away", away);
    return more;
  }

  private EnvironmentResource environment() {
    EnvironmentResource resource = new EnvironmentResource();
    resource.visit = new OneVisit(Bench.student());
    resource.catalogue = bench.catalogue;
    resource.sessions = bench.sessions;
    resource.starts = bench.starts;
    resource.permissions = bench.permissions;
    resource.site =
        new SiteSettings(
            URI.create("https://site.test"), Path.of("."), "https://{session}.test", false);
    return resource;
  }
}
