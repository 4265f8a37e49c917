package org.mydocker.broker.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.FakeEngine;
import org.mydocker.broker.engine.Privileges;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;

/** What the engine is told of a home, and of the helpers that look after one. */
class HomesTest {

  private final List<ContainerSpec> helpers = new ArrayList<>();
  private final FakeEngine engine =
      new FakeEngine(Clock.systemUTC())
          .holdImage(
              "helper",
              (spec, in, out, complaints) -> {
                helpers.add(spec);
                out.write(spec.command().get(0).equals("snapshot") ? new byte[1024] : new byte[0]);
                complaints.write("end\0\0\0".getBytes(StandardCharsets.UTF_8));
                return 0;
              });
  private final HomeFiles files =
      new HomeFiles(
          engine, "helper", "mine", () -> "h" + helpers.size(), 1000, Duration.ofSeconds(5));
  private final Homes homes =
      new Homes(
          engine,
          files,
          new SecureRandom(),
          "mine",
          "local",
          Map.of("type", "nfs", "device", ":/homes"),
          NoneSaved.HERE);

  @Test
  @Tag("HOME-01")
  void isAVolumeOnTheDriverOfTheSettings() {
    VolumeName home = homes.newName();

    homes.create(home);

    assertThat(engine.options(home))
        .isEqualTo(
            new VolumeOptions(
                "local",
                Map.of("type", "nfs", "device", ":/homes"),
                SessionLabels.ofInstallation("mine")));
    assertThat(homes.all()).containsExactly(home);
  }

  @Test
  @Tag("HOME-01")
  void hasARandomNameThatSaysNothing() {
    Set<VolumeName> names = new HashSet<>();
    for (int i = 0; i < 200; i++) {
      names.add(homes.newName());
    }
    assertThat(names).hasSize(200);
    assertThat(names).allMatch(name -> name.value().matches("mydocker-home-[0-9a-f]{32}"));
  }

  @Test
  @Tag("HOME-03")
  void letsAHelperSeeOneVolumeAndNothingElse() {
    VolumeName home = homes.newName();
    homes.create(home);
    files.snapshot(
        home,
        ".",
        new SnapshotLimits(10, 1000, 1000, 5, Duration.ofSeconds(5), Set.of()),
        InputStream::readAllBytes);

    assertThat(helpers).hasSize(2);
    for (ContainerSpec helper : helpers) {
      assertThat(helper.storage().mounts()).hasSize(1);
      assertThat(helper.storage().mounts().get(0).volume()).isEqualTo(home);
      assertThat(helper.storage().readOnlyRoot()).isTrue();
      assertThat(helper.network()).isEmpty();
      assertThat(helper.privileges()).isEqualTo(Privileges.NONE);
      assertThat(helper.environment()).isEmpty();
    }
    assertThat(helpers.get(1).command()).startsWith("snapshot");
    assertThat(helpers.get(1).storage().mounts().get(0).readOnly()).isTrue();
  }
}
