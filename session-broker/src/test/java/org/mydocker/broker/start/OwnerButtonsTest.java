package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.catalogue.Copies;
import org.mydocker.broker.catalogue.HomePolicy;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.SiteRole;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.storage.TestDatabase;

/** What the owner of a session can do where a restart does not help. */
@Tag("RUN-05")
class OwnerButtonsTest {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Viewer student = Bench.student();

  @AfterEach
  void close() {
    bench.close();
  }

  private Session now(Session session) {
    return bench.store.find(session.id()).orElseThrow();
  }

  private Session restarted(Session session) {
    bench.sessions.restart(session.id(), student);
    bench.settle();
    return now(session);
  }

  @Test
  void goesBackOnceToTheVersionAndTheImageThatWorkedLast() {
    Session good = bench.opened(student);
    assertThat(bench.sessions.lastGood(good)).as("it is what runs").isEmpty();
    bench.transactions.run(
        rows -> rows.createQuery("update VersionRow v set v.image = 'gone'").executeUpdate());
    Session broken = restarted(good);
    assertThat(broken.state()).isEqualTo(SessionState.FAILED);
    assertThat(bench.sessions.lastGood(broken)).contains(new Good(1, good.image().orElseThrow()));
    bench.fake.holdImage(good.image().orElseThrow()); // an engine knows images by their ids too

    bench.sessions.restartLastGood(good.id(), student);
    bench.settle();

    assertThat(now(good).state()).isEqualTo(SessionState.READY);
    assertThat(bench.fake.spec(now(good).place().orElseThrow().container()).image())
        .isEqualTo(good.image().orElseThrow());
    assertThat(restarted(good).state()).as("the usual one again").isEqualTo(SessionState.FAILED);
  }

  @Test
  void isRefusedWhereNothingEverWorked() {
    bench.transactions.run(
        rows -> rows.createQuery("update VersionRow v set v.image = 'gone'").executeUpdate());
    Session broken = bench.opened(student);

    assertThatThrownBy(() -> bench.sessions.restartLastGood(broken.id(), student))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("broker.no-good-version");
  }

  @Test
  void movesHiddenSettingsAwayAndStartsAnewAndSaysWhereTheyAre() {
    Session session = bench.opened(student);
    ArrayList<List<String>> asked = new ArrayList<>();
    bench.fake.holdImage(
        "helper",
        (spec, in, out, complaints) -> {
          asked.add(spec.command());
          complaints.write(
              "done\0\0.jupyter\0refused\0not-permitted\0.odd\0end\0\0\0"
                  .getBytes(StandardCharsets.UTF_8));
          return 0;
        });

    bench.sessions.reset(session.id(), student);

    List<String> command = asked.get(0);
    assertThat(command.get(0)).isEqualTo("set-aside");
    assertThat(command.get(2)).matches("settings-\\d{4}-\\d\\d-\\d\\d-\\d{6}");
    assertThat(command).contains(".git", ".ssh").doesNotContain(".jupyter");
    assertThat(bench.sessions.begun(now(session)))
        .isEqualTo(Map.of("setAside", command.get(2), "left", ".odd"));
    bench.settle();
    assertThat(now(session).state()).isEqualTo(SessionState.READY);
    assertThat(now(session).generation()).isEqualTo(2);
    assertThat(now(session).home()).isEqualTo(session.home());
  }

  @Test
  void resetsNoScratchHomeAndNobodyElses() {
    EnvironmentId scratch = new Copies(bench.transactions).with(bench.notebook, HomePolicy.NONE);
    Session without = bench.opened(student, scratch);
    assertThatThrownBy(() -> bench.sessions.reset(without.id(), student))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("broker.nothing-to-reset");
    assertThat(now(without).state()).isEqualTo(SessionState.READY);

    Session own = bench.opened(student);
    Viewer administrator =
        new Viewer(
            PersonId.random(),
            Bench.TENANT,
            Optional.empty(),
            Role.NONE,
            Set.of(SiteRole.ADMINISTRATOR),
            Locale.ENGLISH);
    for (Viewer other : List.of(administrator, Bench.student())) {
      assertThatThrownBy(() -> bench.sessions.reset(own.id(), other)).isInstanceOf(Refused.class);
      assertThatThrownBy(() -> bench.sessions.restartLastGood(own.id(), other))
          .isInstanceOf(Refused.class);
    }
    assertThat(now(own).generation()).isEqualTo(1);
  }

  @Test
  void saysSoWhereTheEngineCannotMoveThem() {
    Session session = bench.opened(student);
    bench.fake.holdImage(
        "helper",
        (spec, in, out, complaints) -> {
          throw new EngineUnavailable("away");
        });

    assertThatThrownBy(() -> bench.sessions.reset(session.id(), student))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("broker.not-reset");
    assertThat(now(session).state()).isEqualTo(SessionState.STOPPED);
  }
}
