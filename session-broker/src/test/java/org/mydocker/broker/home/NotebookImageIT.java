package org.mydocker.broker.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.ContainerState;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.Eventually;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.SessionLabels;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.docker.DockerForTests;

/** The notebook image as a session runs it: hardened, with a home, on a closed network. */
class NotebookImageIT {
  private static final String NOTEBOOK = "mydocker/notebook:1";
  private static final String HELPER = "mydocker/helper:2";

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

  @Test
  @Tag("HOME-01")
  void servesAHomeWithEveryPrivilegeDropped() {
    String unique = UUID.randomUUID().toString();
    Map<String, String> mine = SessionLabels.ofInstallation(unique);
    Engine engine = DockerForTests.engine(NOTEBOOK, HELPER);
    HomeFiles files =
        new HomeFiles(
            engine,
            HELPER,
            unique,
            () -> UUID.randomUUID().toString(),
            1L << 20,
            Duration.ofSeconds(30));
    Homes homes =
        new Homes(engine, files, new SecureRandom(), unique, "local", Map.of(), NoneSaved.HERE);
    VolumeName home = homes.newName();
    NetworkSpec network =
        new NetworkSpec(
            "mydocker-test-" + unique,
            "mydt" + unique.substring(0, 8),
            List.of("10.213.6.0/24"),
            true,
            mine);
    try {
      homes.create(home);
      Content notebook = Content.of("{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
      files.apply(
          home, "work", Changes.of(new Change.Put("a.ipynb", notebook, false, Optional.empty())));
      engine.ensureNetwork(network);
      long begun = System.nanoTime();
      ContainerId container =
          engine.create(
              ContainerSpec.of("mydocker-test-" + unique, NOTEBOOK, new Limits(1, 512L << 20, 100))
                  .withLabels(mine)
                  .withNetwork(network.name())
                  .withMounts(new VolumeMount(home, "/home/user", false)));
      engine.start(container);
      long started = System.nanoTime();
      String address = ((ContainerState.Running) engine.inspect(container)).address().orElseThrow();
      Eventually.become(Duration.ofSeconds(60), () -> ask(address, "/api").contains("version"));
      System.out.printf(
          "notebook: create and start %d ms, first answer after %d ms more%n",
          (started - begun) / 1_000_000, (System.nanoTime() - started) / 1_000_000);
      assertThat(ask(address, "/api/contents/work"))
          .contains("a.ipynb")
          .contains("\"writable\": true");
      assertThat(ask(address, "/tree")).contains("Jupyter");
    } finally {
      engine.list(mine).forEach(left -> engine.remove(left.id()));
      engine.removeNetwork(network.name());
      homes.remove(home);
      engine.close();
    }
  }

  private String ask(String address, String path) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://" + address + ":8888" + path))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException notYet) {
      return "";
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
