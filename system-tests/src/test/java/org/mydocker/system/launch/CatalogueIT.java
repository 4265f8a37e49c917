package org.mydocker.system.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;

/** What a person is told of the environments that this person may start, in French and English. */
@InTurn
class CatalogueIT {

  private final Site site = Site.shared();
  private final Rows rows = new Rows(site);
  private final Platform north = Platform.shared("north");
  private final HttpBrowser browser = new HttpBrowser();

  private Answer launched(String locale) {
    Answer answer =
        north
            .launch(browser, "5")
            .lti("launch_presentation", Map.of("locale", locale, "document_target", "x"))
            .post()
            .assertEntered();
    assertThat(rows.visit(answer, "locale")).isEqualTo(locale);
    return answer;
  }

  private String page(Answer launched, String path) {
    Answer page = browser.get(site.url("/v/" + launched.visit().orElseThrow() + "/" + path));
    assertThat(page.status()).isEqualTo(200);
    return page.body();
  }

  /** With what an environment has, but for what only a start needs. */
  private UUID environment(String title, UUID course) {
    UUID id = UUID.randomUUID();
    rows.change(
        "insert into broker.environment (id, title_en, title_fr, description_en, description_fr,"
            + " visibility, course, maintainer, join_code, version, usual_millis, made, sources)"
            + " values (?, ?, ?, 'R with *all* <script>of</script> it', 'R avec *tout*', 'COURSE',"
            + " ?, 'Maths department', ?, 1, 4200, ?, 'https://git.example.org/statistics')",
        id,
        title,
        title + " en cours",
        course,
        id.toString().replace("-", "").substring(0, 20),
        OffsetDateTime.now(ZoneOffset.UTC));
    rows.change(
        "insert into broker.environment_version (id, environment, number, interface, image,"
            + " command, port, start_path, cpus, memory_mib, processes, shared_memory_mib, home,"
            + " mount_path, network, made, software, gpus) values (?, ?, 1, 'DESKTOP', 'any', '',"
            + " 80, '/', 1.5, 768, 100, 64, 'GLOBAL', '/home/user', 'INTERNET', ?, 'R 4.5', 2)",
        UUID.randomUUID(),
        id,
        OffsetDateTime.now(ZoneOffset.UTC));
    return id;
  }

  @Test
  @Tag("ENV-03")
  @Tag("SAFE-11")
  void showsWhatThisPersonMayStartWithAllThatHelpsToChoose() {
    Answer english = launched("en");
    UUID course = UUID.fromString(rows.visit(english, "course"));
    String mine = "Statistics " + UUID.randomUUID();
    String others = "Hidden " + UUID.randomUUID();
    UUID id = environment(mine, course);
    UUID other = environment(others, UUID.randomUUID());

    String dashboard = page(english, "dashboard");

    assertThat(dashboard)
        .contains(mine, "R with all", "Desktop", "R 4.5", "1.5 CPU, 768 MiB of memory", "2 GPU")
        .contains("Maths department", "A start usually takes", "5 s")
        .contains("Notebook", "Jupyter Notebook, Python 3, Git", "1 CPU, 1,024 MiB")
        .doesNotContain(others)
        .doesNotContain("<script>of");
    assertThat(page(english, "environments/" + id))
        .contains("<em>all</em>", "&lt;script&gt;of", "https://git.example.org/statistics")
        .contains("Desktop", "R 4.5", "Maths department", "5 s")
        .doesNotContain("<script>of");
    assertThat(
            browser
                .get(site.url("/v/" + english.visit().orElseThrow() + "/environments/" + other))
                .status())
        .isIn(403, 404);

    assertThat(page(launched("fr"), "dashboard"))
        .contains(
            mine + " en cours", "R avec tout", "Bureau", "R 4.5", "1,5 CPU, 768 Mio de mémoire")
        .contains("Logiciels", "Maintenu par", "Maths department", "5 s")
        .doesNotContain(others);
  }
}
