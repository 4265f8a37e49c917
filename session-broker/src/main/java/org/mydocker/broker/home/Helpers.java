package org.mydocker.broker.home;

import java.io.InputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.ContainerSummary;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.Privileges;
import org.mydocker.broker.engine.ProgramReader;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;

/**
 * Helper containers (HOME-03): each lives for one act upon one home, with that volume and nothing
 * else; no network, no capability, user 1000, a root that cannot be written. It ends by itself when
 * its time is over, even if the service that started it is gone.
 */
final class Helpers {
  private static final String LABEL = "org.mydocker.helper";
  private static final Limits LIMITS = new Limits(1, 128L << 20, 16);
  private static final Duration START = Duration.ofSeconds(60);

  private final Engine engine;
  private final String image;
  private final String installation;
  private final Supplier<String> names;

  Helpers(Engine engine, String image, String installation, Supplier<String> names) {
    this.engine = engine;
    this.image = image;
    this.installation = installation;
    this.names = names;
  }

  /**
   * Runs the helper; {@code time} is for its work, what the engine takes to start it comes on top.
   */
  <T> T run(
      VolumeMount home,
      List<String> command,
      InputStream input,
      Duration time,
      ProgramReader<T> reader) {
    Map<String, String> labels = new HashMap<>(SessionLabels.ofInstallation(installation));
    labels.put(LABEL, "home");
    ContainerSpec.Storage storage =
        new ContainerSpec.Storage(List.of(home), 1L << 20, 1L << 20, 0, true);
    ContainerSpec spec =
        new ContainerSpec(
            "mydocker-home-" + names.get(),
            image,
            command,
            Map.of(),
            labels,
            LIMITS,
            storage,
            Optional.empty(),
            Privileges.NONE);
    try {
      return engine.run(spec, input, time.plus(START), reader);
    } catch (EngineRefused refused) {
      throw switch (refused.reason()) {
        case NO_SUCH_VOLUME -> new HomeRefused(HomeRefused.Reason.NO_SUCH_HOME, "");
        case TIMED_OUT -> new HomeRefused(HomeRefused.Reason.TIMED_OUT, "");
        case DISK_FULL -> new HomeRefused(HomeRefused.Reason.DISK_FULL, "");
        default -> refused;
      };
    }
  }

  /** Removes the helpers that ended while nobody was there to remove them. */
  void removeEnded() {
    Map<String, String> labels = new HashMap<>(SessionLabels.ofInstallation(installation));
    labels.put(LABEL, "home");
    for (ContainerSummary left : engine.list(labels)) {
      if (!left.running() && engine.inspect(left.id()) instanceof ContainerState.Exited) {
        engine.remove(left.id());
      }
    }
  }

  /** A new volume gets its owner from the helper image's folder, which is user 1000's. */
  static VolumeMount mount(VolumeName home, boolean readOnly) {
    return new VolumeMount(home, "/home-volume", readOnly, !readOnly);
  }
}
