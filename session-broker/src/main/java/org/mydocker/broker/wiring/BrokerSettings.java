package org.mydocker.broker.wiring;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.microprofile.config.Config;
import org.mydocker.broker.gateway.PortRange;

/**
 * The broker's settings, {@code mydocker.*}, read once; docs/operations.md lists them with their
 * defaults.
 */
record BrokerSettings(
    String engine,
    Optional<Path> certificates,
    String helperImage,
    String notebookImage,
    Starting starting,
    Ending ending,
    Doors doors,
    Bridges bridges,
    Homes homes,
    Map<String, String> variables,
    ZoneId zone) {

  /** How many at once, how long each wait may be, and how long one is held back at least. */
  record Starting(int atOnce, Duration ready, Duration settle, Duration pull) {}

  /** When sessions end by themselves, and how often that is looked at. */
  record Ending(Duration idle, Duration lifetime, Duration sweep) {}

  /** The listeners beside the server's own; {@code ports} are those of sessions without names. */
  record Doors(
      String gatewayBind,
      int gatewayPort,
      Optional<PortRange> ports,
      int innerDoorPort,
      Optional<URI> application) {}

  /** The sessions' networks; names and subnets are derived from the installation if not given. */
  record Bridges(Optional<String> open, Optional<String> closed, Optional<String> subnet) {}

  /** How volumes are made, and how much is brought in or out at once. */
  record Homes(String driver, Map<String, String> options, long mostBytes, Duration patience) {}

  static BrokerSettings of(Config config) {
    return new BrokerSettings(
        text(config, "mydocker.engine", "unix:///var/run/docker.sock"),
        config.getOptionalValue("mydocker.engine.certificates", String.class).map(Path::of),
        text(config, "mydocker.images.helper", "mydocker/helper:2"),
        text(config, "mydocker.images.notebook", "mydocker/notebook:1"),
        new Starting(
            number(config, "mydocker.broker.starts", 4),
            time(config, "mydocker.broker.ready", Duration.ofSeconds(60)),
            time(config, "mydocker.broker.settle", Duration.ZERO),
            time(config, "mydocker.broker.pull", Duration.ofMinutes(30))),
        new Ending(
            time(config, "mydocker.broker.idle", Duration.ofHours(1)),
            time(config, "mydocker.broker.lifetime", Duration.ofHours(24)),
            time(config, "mydocker.broker.sweep", Duration.ofSeconds(15))),
        new Doors(
            text(config, "mydocker.gateway.bind", "127.0.0.1"),
            number(config, "mydocker.gateway.port", 8081),
            config.getOptionalValue("mydocker.gateway.ports", String.class).map(PortRange::of),
            number(config, "mydocker.innerdoor.port", 8082),
            config.getOptionalValue("mydocker.innerdoor.application", URI.class)),
        new Bridges(
            config.getOptionalValue("mydocker.sessions.bridge", String.class),
            config.getOptionalValue("mydocker.sessions.closed-bridge", String.class),
            config.getOptionalValue("mydocker.sessions.subnet", String.class)),
        new Homes(
            text(config, "mydocker.homes.driver", "local"),
            below(config, "mydocker.homes.options."),
            config.getOptionalValue("mydocker.homes.apply-bytes", Long.class).orElse(2L << 30),
            time(config, "mydocker.homes.patience", Duration.ofMinutes(2))),
        below(config, "mydocker.variables."),
        ZoneId.of(text(config, "mydocker.sessions.zone", ZoneId.systemDefault().getId())));
  }

  /** The bridge of sessions that may reach the internet. */
  String openBridge(Installation installation) {
    return bridges.open().orElse("myd-" + installation.brief());
  }

  /** The bridge of the others. */
  String closedBridge(Installation installation) {
    return bridges.closed().orElse("myc-" + installation.brief());
  }

  private static String text(Config config, String key, String otherwise) {
    return config.getOptionalValue(key, String.class).orElse(otherwise);
  }

  private static int number(Config config, String key, int otherwise) {
    return config.getOptionalValue(key, Integer.class).orElse(otherwise);
  }

  private static Duration time(Config config, String key, Duration otherwise) {
    return config.getOptionalValue(key, String.class).map(Duration::parse).orElse(otherwise);
  }

  /** Every key that begins so, without the beginning. */
  private static Map<String, String> below(Config config, String prefix) {
    Map<String, String> values = new TreeMap<>();
    for (String key : config.getPropertyNames()) {
      if (key.startsWith(prefix)) {
        config
            .getOptionalValue(key, String.class)
            .ifPresent(value -> values.put(key.substring(prefix.length()), value));
      }
    }
    return values;
  }
}
