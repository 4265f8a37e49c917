package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.catalogue.Capability;
import org.mydocker.broker.catalogue.FullEnvironment;
import org.mydocker.broker.catalogue.ImageReference;
import org.mydocker.broker.catalogue.Needs;
import org.mydocker.broker.catalogue.Permissions.Request;
import org.mydocker.broker.engine.Privileges;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

/** An environment that needs more than every session has, before and after it is allowed. */
@Tag("ENG-06")
class PermissionTest {

  private static final Needs ASKED = new Needs(true, Set.of(Capability.SETUID, Capability.CHOWN));
  private static final String TEXT = "root CHOWN SETUID";

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Viewer student = Bench.student();
  private final PersonId administrator = PersonId.random();
  private EnvironmentId environment;

  @BeforeEach
  void add() {
    bench.fake.createVolume(new VolumeName("data"), VolumeOptions.local(DataVolumes.OFFERED));
    FullEnvironment full = new FullEnvironment(ImageReference.of("notebook"), "data").with(ASKED);
    environment = bench.adding.add(full.listing(Bench.TENANT, Bench.COURSE), full.design());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private Session opened() {
    return bench.opened(student, environment);
  }

  private void needs(String text) {
    bench.transactions.run(
        rows ->
            rows.createQuery("update VersionRow v set v.needs = :n where v.environment = :e")
                .setParameter("n", text)
                .setParameter("e", environment.value())
                .executeUpdate());
  }

  @Test
  void isRefusedUntilExactlyThatIsAllowedAndAgainWhenItAsksForMore() {
    assertThat(opened().reason()).contains(new StopReason("permission-missing", TEXT));
    assertThat(bench.permissions.requests(Locale.ENGLISH))
        .singleElement()
        .satisfies(
            request -> {
              assertThat(request.environment()).isEqualTo(environment);
              assertThat(request.needs()).isEqualTo(ASKED);
              assertThat(request.current()).isTrue();
              assertThat(request.allowed()).isEmpty();
            });
    assertThat(bench.permissions.allow(environment, "root", administrator)).isFalse();
    assertThat(bench.permissions.allow(bench.notebook, TEXT, administrator)).isFalse();
    assertThat(opened().state()).isEqualTo(SessionState.FAILED);

    assertThat(bench.permissions.allow(environment, TEXT, administrator)).isTrue();
    assertThat(bench.permissions.allow(environment, TEXT, administrator)).isTrue();
    Session allowed = opened();
    assertThat(allowed.state()).isEqualTo(SessionState.READY);
    assertThat(bench.fake.spec(allowed.place().orElseThrow().container()).privileges())
        .isEqualTo(new Privileges(true, Set.of("CHOWN", "SETUID")));

    needs(TEXT + " KILL");
    bench.sessions.restart(allowed.id(), student);
    bench.settle();
    assertThat(bench.store.find(allowed.id()).orElseThrow().reason())
        .contains(new StopReason("permission-missing", "root CHOWN KILL SETUID"));
    needs("CHOWN");
    assertThat(opened().state()).as("less than was allowed").isEqualTo(SessionState.READY);
  }

  @Test
  void isRefusedAgainOnceThePermissionIsTakenBack() {
    bench.permissions.allow(environment, TEXT, administrator);
    Session running = opened();

    assertThat(bench.permissions.withdraw(environment, TEXT)).isTrue();

    assertThat(bench.store.find(running.id()).orElseThrow().state()).isEqualTo(SessionState.READY);
    bench.sessions.restart(running.id(), student);
    bench.settle();
    assertThat(bench.store.find(running.id()).orElseThrow().reason())
        .map(StopReason::code)
        .contains("permission-missing");
    assertThat(bench.permissions.requests(Locale.ENGLISH))
        .extracting(Request::allowed)
        .allMatch(Optional::isEmpty);
  }

  @Test
  void asksForNothingThatReachesOutOfTheContainer() {
    assertThat(Capability.values())
        .extracting(Enum::name)
        .containsExactlyInAnyOrder(
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "IPC_LOCK",
            "KILL",
            "NET_BIND_SERVICE",
            "SETGID",
            "SETUID");
    needs("root SYS_ADMIN");
    assertThatThrownBy(() -> bench.catalogue.recipe(environment, 1, Role.STUDENT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(opened().state()).isEqualTo(SessionState.FAILED);
  }
}
