package org.mydocker.broker.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.broker.catalogue.Links;
import org.mydocker.broker.start.Bench;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.settings.SiteSettings;
import org.mydocker.storage.TestDatabase;

/** The join link on an environment's page, and its renewal by who may. */
@Tag("ENV-02")
class JoinLinkTest {

  private static final String RENEW = "/join-link\"";

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final List<String> written = new ArrayList<>();
  private final Viewer student = Bench.student();
  private final Viewer author =
      new Viewer(
          PersonId.random(),
          student.tenant(),
          student.course(),
          Role.TEACHER,
          Set.of(SiteRole.AUTHOR),
          Locale.ENGLISH);

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void isRenewedByWhoMayChangeTheEnvironmentAndTheOldOneOpensNothing() {
    String old = code();
    String page = new Drawn(Locale.FRENCH).page(asSeenBy(author).show(id(), null, null));
    assertThat(page).contains("https://site.test/join/" + old, RENEW);

    asSeenBy(author).makeNewJoinLink(id());

    assertThat(code()).matches("[a-z0-9]{20}").isNotEqualTo(old);
    assertThat(bench.catalogue.joined(old, Locale.ENGLISH)).isEmpty();
    assertThat(bench.catalogue.joined(code(), Locale.ENGLISH)).isPresent();
    assertThat(written).containsExactly("CREATE_ENVIRONMENT " + id() + ": renew join link");
    assertThat(new Drawn(Locale.ENGLISH).page(asSeenBy(author).show(id(), null, null)))
        .contains("https://site.test/join/" + code())
        .doesNotContain(old);
  }

  @Test
  void isNeitherShownToOthersNorRenewedByThem() {
    String old = code();

    assertThat(new Drawn(Locale.ENGLISH).page(asSeenBy(student).show(id(), null, null)))
        .doesNotContain("/join/", RENEW);
    assertThatThrownBy(() -> asSeenBy(student).makeNewJoinLink(id())).isInstanceOf(Refused.class);
    assertThat(code()).isEqualTo(old);
    assertThat(written).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "0", "17", "00000000000000000001"})
  void opensNothingByANumber(String number) {
    assertThat(bench.catalogue.joined(number, Locale.ENGLISH)).isEmpty();
    assertThatThrownBy(() -> asSeenBy(author).show(number, null, null))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(404));
  }

  private String id() {
    return bench.notebook.toString();
  }

  private String code() {
    return bench.catalogue.entry(bench.notebook, Locale.ENGLISH).orElseThrow().joinCode();
  }

  private EnvironmentResource asSeenBy(Viewer viewer) {
    EnvironmentResource resource = new EnvironmentResource();
    resource.visit = new OneVisit(viewer);
    resource.catalogue = bench.catalogue;
    resource.links = new Links(bench.transactions);
    resource.sessions = bench.sessions;
    resource.starts = bench.starts;
    resource.permissions = bench.permissions;
    resource.site =
        new SiteSettings(
            URI.create("https://site.test"), Path.of("."), "https://{session}.test", false);
    resource.audit =
        (who, act, subject, reason) -> written.add(act + " " + subject.id() + ": " + reason);
    return resource;
  }
}
