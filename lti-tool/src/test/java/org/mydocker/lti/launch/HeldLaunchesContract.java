package org.mydocker.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.lti.key.KeyFile;
import org.mydocker.lti.key.StateSeal;
import org.mydocker.lti.platform.MovingClock;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.wire.Json;
import org.mydocker.storage.TestDatabase;

/** A held launch waits a minute and is taken once, on every database. */
interface HeldLaunchesContract {

  TestDatabase database();

  @Test
  @Tag("SES-06")
  default void aCodeIsTakenOnce(@TempDir Path folder) {
    MovingClock clock = new MovingClock();
    KeyFile file = new KeyFile(folder.resolve("key-once"));
    HeldLaunches.Held launch =
        new HeldLaunches.Held(
            RegistrationId.random(),
            new Json(Map.of("sub", "2")),
            Optional.of(new HeldLaunches.Confirmation("name", "hash", "other hash")));
    String code =
        database().in(m -> new HeldLaunches(m, new StateSeal(m, file, clock), clock).hold(launch));
    Optional<HeldLaunches.Held> seen =
        database().in(m -> new HeldLaunches(m, new StateSeal(m, file, clock), clock).find(code));
    assertThat(seen).contains(launch);
    Optional<HeldLaunches.Held> taken =
        database().in(m -> new HeldLaunches(m, new StateSeal(m, file, clock), clock).take(code));
    Optional<HeldLaunches.Held> again =
        database().in(m -> new HeldLaunches(m, new StateSeal(m, file, clock), clock).take(code));
    assertThat(taken).isPresent();
    assertThat(again).isEmpty();
    database().run(m -> m.createNativeQuery("delete from lti.state_key").executeUpdate());
  }

  @Test
  @Tag("SES-06")
  default void aCodeIsGoodForAMinute(@TempDir Path folder) {
    MovingClock clock = new MovingClock();
    KeyFile file = new KeyFile(folder.resolve("key-minute"));
    String code =
        database()
            .in(
                m ->
                    new HeldLaunches(m, new StateSeal(m, file, clock), clock)
                        .hold(
                            new HeldLaunches.Held(
                                RegistrationId.random(), new Json(Map.of()), Optional.empty())));
    clock.forward(Duration.ofSeconds(61));
    Optional<HeldLaunches.Held> late =
        database().in(m -> new HeldLaunches(m, new StateSeal(m, file, clock), clock).take(code));
    assertThat(late).isEmpty();
    database().run(m -> m.createNativeQuery("delete from lti.state_key").executeUpdate());
  }
}
