package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.catalogue.FullEnvironment;
import org.mydocker.broker.catalogue.ImageReference;
import org.mydocker.broker.catalogue.Interface;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.Engine;
import org.mydocker.broker.engine.EngineContract;
import org.mydocker.broker.engine.Eventually;
import org.mydocker.broker.engine.VolumeMount;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;
import org.mydocker.broker.engine.docker.LoopbackRegistry;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.people.Viewer;

/** Environments out of a registry, on a real engine: all that one can have, and a slow pull. */
class RealEnvironmentIT {

  private static final Duration READY = Duration.ofSeconds(10);

  private final RealBench real = new RealBench(EngineContract.IMAGE, "unused", 34, READY);
  private final Bench bench = real.bench;
  private final Engine docker = real.docker;
  private final LoopbackRegistry registry = new LoopbackRegistry();
  private final VolumeName data = new VolumeName("mydocker-test-data-" + real.installation);
  private final Viewer student = Bench.student();

  @BeforeEach
  void offerData() {
    Map<String, String> offered = new HashMap<>(real.labels);
    offered.putAll(DataVolumes.OFFERED);
    docker.createVolume(data, VolumeOptions.local(offered));
    fillFromImage(data);
  }

  @AfterEach
  void remove() {
    real.close();
    registry.close();
  }

  @Test
  @Tag("ENV-01")
  void runsThePinnedImageWithItsDataItsSecretAndItsLimits() throws Exception {
    String says =
        "mkdir /tmp/www; { echo \"$PASSWORD\"; echo \"$COLOUR\"; cat /pulled /data/index.html;"
            + " touch /data/new 2>&1; ls /solutions 2>&1; } > /tmp/www/start;"
            + " exec httpd -f -p 8787 -h /tmp/www";
    FullEnvironment full =
        new FullEnvironment(
                new ImageReference(registry.name() + ":1", Optional.of(registry.digest())),
                data.value())
            .running(Interface.WEB, 8787, "sh", "-c", says);
    EnvironmentId environment =
        bench.adding.add(full.listing(Bench.TENANT, Bench.COURSE), full.design());

    Session session = bench.opened(student, environment);

    assertThat(session.state()).as("%s", session.reason()).isEqualTo(SessionState.READY);
    String page = page(session);
    assertThat(page)
        .startsWith(FullEnvironment.SECRET + "\nblue\n")
        .contains("it works")
        .contains("/data/new: Read-only file system")
        .contains("/solutions: No such file");
    assertThat(docker.image(registry.name() + "@" + registry.digest())).isPresent();
  }

  @Test
  @Tag("START-04")
  void aSlowPullServesTwoAndTakesNothingOfTheTimeToStart() throws Exception {
    FullEnvironment full =
        new FullEnvironment(ImageReference.of(registry.name() + ":1"), data.value())
            .running(
                Interface.WEB,
                8080,
                "sh",
                "-c",
                "cp /www/index.html /tmp/start; exec httpd -f -p 8080 -h /tmp");
    EnvironmentId environment =
        bench.adding.add(full.listing(Bench.TENANT, Bench.COURSE), full.design());
    Viewer other = Bench.student();
    List<SessionId> both =
        List.of(
            bench.sessions.open(bench.key(student, environment), student).id(),
            bench.sessions.open(bench.key(other, environment), other).id());
    registry.hold();

    Thread one = new Thread(bench::settle, "first");
    Thread two = new Thread(bench::settle, "second");
    one.start();
    Eventually.become(Duration.ofSeconds(60), () -> registry.fetched() == 1);
    two.start();
    long held = System.nanoTime();
    Eventually.become(() -> System.nanoTime() - held > READY.plusSeconds(2).toNanos());
    assertThat(both)
        .allMatch(id -> bench.store.find(id).orElseThrow().state() == SessionState.PULLING);
    registry.release();
    one.join(40_000);
    two.join(40_000);

    assertThat(both)
        .allSatisfy(
            id -> {
              Session session = bench.store.find(id).orElseThrow();
              assertThat(session.state()).as("%s", session.reason()).isEqualTo(SessionState.READY);
            });
    assertThat(registry.fetched()).isEqualTo(1);
  }

  private static String page(Session session) throws IOException, InterruptedException {
    Place place = session.place().orElseThrow();
    URI address =
        URI.create("http://" + place.address().orElseThrow() + ":" + place.port() + "/start");
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  /** As an administrator would: here with what the test image has in a folder. */
  private void fillFromImage(VolumeName volume) {
    ContainerId container =
        docker.create(
            ContainerSpec.of(
                    "mydocker-test-" + UUID.randomUUID(),
                    EngineContract.IMAGE,
                    EngineContract.LIMITS)
                .withLabels(real.labels)
                .withCommand("true")
                .withMounts(new VolumeMount(volume, "/www", false, true)));
    docker.start(container);
    Eventually.become(
        () ->
            docker.inspect(container) instanceof org.mydocker.broker.engine.ContainerState.Exited);
    docker.remove(container);
  }
}
