package org.mydocker.system.click;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.mydocker.system.site.Containers;

/**
 * The rules that {@code up} sets, for the bridges that some containers are on; gone when closed.
 */
final class Firewall implements AutoCloseable {

  private final List<String> bridges = new ArrayList<>();
  private final int innerDoorPort;

  private Firewall(int innerDoorPort) {
    this.innerDoorPort = innerDoorPort;
  }

  /** Closes the host to the network of a container, but for the inner door. */
  static Firewall around(String container, int innerDoorPort) {
    Firewall firewall = new Firewall(innerDoorPort);
    String networks =
        Containers.inspect(
            container, "{{range .NetworkSettings.Networks}}{{println .NetworkID}}{{end}}");
    for (String network : networks.lines().toList()) {
      String bridge =
          Containers.docker(
                  "network",
                  "inspect",
                  "--format",
                  "{{index .Options \"com.docker.network.bridge.name\"}}",
                  network)
              .strip();
      firewall.run("apply", bridge);
      firewall.bridges.add(bridge);
    }
    return firewall;
  }

  List<String> bridges() {
    return List.copyOf(bridges);
  }

  private void run(String act, String bridge) {
    try {
      Process process =
          new ProcessBuilder(
                  Path.of("..", "scripts", "firewall").toString(),
                  act,
                  bridge,
                  String.valueOf(innerDoorPort))
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new AssertionError("scripts/firewall " + act + " " + bridge + ": " + output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    bridges.forEach(bridge -> run("remove", bridge));
  }
}
