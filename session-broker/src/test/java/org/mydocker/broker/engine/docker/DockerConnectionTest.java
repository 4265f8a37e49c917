package org.mydocker.broker.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.engine.ContainerSpec;
import org.mydocker.broker.engine.EngineContract;
import org.mydocker.broker.engine.EngineFailure;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineUnavailable;
import org.mydocker.broker.engine.Limits;
import org.mydocker.broker.engine.NetworkSpec;
import org.mydocker.broker.engine.VolumeName;
import org.mydocker.broker.engine.VolumeOptions;
import org.mydocker.broker.wire.SelfMade;

class DockerConnectionTest {
  private static final Duration SHORT = Duration.ofMillis(400);

  private static DockerEngine engineAt(Path socket) {
    return new DockerEngine(DockerAddress.of("unix://" + socket), SHORT, SHORT);
  }

  @Test
  @Tag("ENG-01")
  void agreesOnTheNewestVersionThatBothSidesKnow() {
    assertThat(DockerConnection.choose("1.41", "1.12")).isEqualTo("1.41");
    assertThat(DockerConnection.choose("1.43", "1.24")).isEqualTo("1.43");
    assertThat(DockerConnection.choose("1.50", "1.24")).isEqualTo("1.44");
    assertThat(DockerConnection.choose("1.60", "1.48")).isEqualTo("1.48");
    assertThatThrownBy(() -> DockerConnection.choose("1.40", "1.12"))
        .asInstanceOf(type(EngineRefused.class))
        .extracting(EngineRefused::reason)
        .isEqualTo(EngineRefused.Reason.API_TOO_OLD);
    assertThatThrownBy(() -> DockerConnection.choose("", "")).isInstanceOf(EngineUnavailable.class);
  }

  @Test
  @Tag("ENG-05")
  void anEngineThatIsNotThereIsUnavailable(@TempDir Path folder) {
    DockerEngine engine = engineAt(folder.resolve("nothing.sock"));
    assertThatThrownBy(engine::ping).isInstanceOf(EngineUnavailable.class);
    engine.close();
  }

  @Test
  @Tag("ENG-05")
  void anEngineThatIsSilentIsGivenUpInTime(@TempDir Path folder) throws IOException {
    Path socket = folder.resolve("silent.sock");
    try (ServerSocketChannel silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      DockerEngine engine = engineAt(socket);
      for (int i = 0; i < 3; i++) {
        long begun = System.nanoTime();
        assertThatThrownBy(engine::ping).isInstanceOf(EngineUnavailable.class);
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
      }
      engine.close();
    }
  }

  static Stream<Arguments> calls() {
    ContainerId container = new ContainerId("one");
    VolumeName volume = new VolumeName("a-volume");
    ContainerSpec spec = ContainerSpec.of("one", "image", new Limits(1, 64 << 20, 10));
    NetworkSpec network =
        new NetworkSpec("sessions", "myd-silent", List.of("10.213.0.0/20"), false, Map.of());
    return Stream.<Map.Entry<String, Consumer<DockerEngine>>>of(
            Map.entry("network", engine -> engine.ensureNetwork(network)),
            Map.entry("remove network", engine -> engine.removeNetwork("sessions")),
            Map.entry("image", engine -> engine.image("image")),
            Map.entry("pull", engine -> engine.pull("image", SHORT, progress -> {})),
            Map.entry("create", engine -> engine.create(spec)),
            Map.entry("start", engine -> engine.start(container)),
            Map.entry("inspect", engine -> engine.inspect(container)),
            Map.entry("stop", engine -> engine.stop(container, Duration.ZERO)),
            Map.entry("remove", engine -> engine.remove(container)),
            Map.entry("list", engine -> engine.list(Map.of())),
            Map.entry("logs", engine -> engine.logTail(container, 20)),
            Map.entry("usage", engine -> engine.usage(container)),
            Map.entry("limit", engine -> engine.limit(container, new Limits(1, 64 << 20, 10))),
            Map.entry(
                "create volume",
                engine -> engine.createVolume(volume, VolumeOptions.local(Map.of()))),
            Map.entry("volume", engine -> engine.volumeExists(volume)),
            Map.entry("remove volume", engine -> engine.removeVolume(volume)),
            Map.entry("volumes", engine -> engine.volumes(Map.of())),
            Map.entry(
                "events",
                engine -> engine.events(Map.of(), Instant.EPOCH, new EngineContract.Recorded())),
            Map.entry(
                "run",
                engine ->
                    engine.run(
                        spec, InputStream.nullInputStream(), SHORT, program -> program.output())))
        .map(call -> Arguments.of(call.getKey(), call.getValue()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  @Tag("ENG-05")
  void eachCallToAnEngineThatFellSilentEndsInItsTime(
      String name, Consumer<DockerEngine> call, @TempDir Path folder) throws IOException {
    Path socket = folder.resolve("e.sock");
    Map<String, String> sayings =
        Map.of(
            "/version",
            SilentEngine.VERSION,
            "/containers/create",
            "{\"Id\":\"one\",\"Warnings\":[]}");
    Map<String, String> answered =
        name.equals("create") ? Map.of("/version", SilentEngine.VERSION) : sayings;
    Duration limit = Duration.ofMillis(700);
    DockerAddress address = DockerAddress.of("unix://" + socket);
    Duration patience = Duration.ofSeconds(30);
    try (SilentEngine silent = new SilentEngine(socket, answered);
        DockerEngine patient = new DockerEngine(address, patience, patience);
        DockerEngine engine = new DockerEngine(address, limit, limit)) {
      assertThat(silent).isNotNull();
      assertThat(patient.ping().api()).isEqualTo("1.44");
      long begun = System.nanoTime();
      assertThatThrownBy(() -> call.accept(engine)).isInstanceOf(EngineFailure.class);
      // a program makes a container, talks to it and removes it: no call has more than its own time
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(limit.multipliedBy(8));
    }
  }

  @Test
  @Tag("slow")
  @Tag("ENG-01")
  void speaksTlsWithAFarEngineAndBothProveWhoTheyAre(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfMade theirs = SelfMade.in(folder, "engine");
    SelfMade ours = SelfMade.in(folder, "service");
    SelfMade strangers = SelfMade.in(folder, "stranger");
    HttpsServer far = farEngine(theirs.trusting(ours));
    try {
      try (DockerEngine engine = engineAt(far, folder(folder, "good", theirs, ours))) {
        assertThat(engine.ping().api()).isEqualTo("1.44");
        assertThat(engine.list(Map.of())).isEmpty();
      }
      try (DockerEngine engine = engineAt(far, folder(folder, "other-ca", strangers, ours))) {
        assertThatThrownBy(engine::ping).isInstanceOf(EngineUnavailable.class);
      }
      try (DockerEngine engine = engineAt(far, folder(folder, "unknown", theirs, strangers))) {
        assertThatThrownBy(engine::ping).isInstanceOf(EngineUnavailable.class);
      }
    } finally {
      far.stop(0);
    }
  }

  @Test
  @Tag("slow")
  @Tag("ENG-01")
  void takesKeysInTheFormOfOlderTools(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfMade both = SelfMade.in(folder, "both");
    HttpsServer far = farEngine(both.trusting(both));
    Path files = folder(folder, "old", both, both);
    Files.writeString(files.resolve("key.pem"), both.keyOfPkcs1());
    try (DockerEngine engine = engineAt(far, files)) {
      assertThat(engine.ping().api()).isEqualTo("1.44");
    } finally {
      far.stop(0);
    }
  }

  @Test
  @Tag("slow")
  @Tag("ENG-01")
  void saysWhichFileOfTheCertificatesIsAmiss(@TempDir Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    SelfMade ours = SelfMade.in(folder, "ours");
    HttpsServer far = farEngine(ours.trusting(ours));
    try {
      Path missing = folder(folder, "missing", ours, ours);
      Files.delete(missing.resolve("ca.pem"));
      assertThatThrownBy(() -> engineAt(far, missing))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(missing.resolve("ca.pem") + " cannot be read");
      Path other = folder(folder, "other", ours, ours);
      Files.writeString(other.resolve("key.pem"), "no key");
      assertThatThrownBy(() -> engineAt(far, other))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("mydocker.engine.certificates");
    } finally {
      far.stop(0);
    }
  }

  private static DockerEngine engineAt(HttpsServer far, Path certificates) {
    String uri = "tcp://127.0.0.1:" + far.getAddress().getPort();
    Duration time = Duration.ofSeconds(20);
    return new DockerEngine(DockerAddress.of(uri, Optional.of(certificates)), time, time);
  }

  private static Path folder(Path in, String name, SelfMade authority, SelfMade own)
      throws IOException, GeneralSecurityException {
    Path folder = Files.createDirectory(in.resolve(name));
    Files.writeString(folder.resolve("ca.pem"), authority.certificate());
    Files.writeString(folder.resolve("cert.pem"), own.certificate());
    Files.writeString(folder.resolve("key.pem"), own.key());
    return folder;
  }

  /** Asks who calls for a certificate, and knows two answers of the Engine API. */
  private static HttpsServer farEngine(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 5);
    server.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters both = context.getDefaultSSLParameters();
            both.setNeedClientAuth(true);
            parameters.setSSLParameters(both);
          }
        });
    server.createContext("/version", exchange -> answer(exchange, SilentEngine.VERSION));
    server.createContext("/v1.44/containers/json", exchange -> answer(exchange, "[]"));
    server.start();
    return server;
  }

  private static void answer(HttpExchange exchange, String body) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().add("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, body.length());
      exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
    }
  }

  @Test
  @Tag("ENG-01")
  void anEngineOnAnotherMachineNeedsCertificates() {
    assertThatThrownBy(() -> DockerAddress.of("tcp://docker.example:2375"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DockerAddress.of("http://localhost"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DockerAddress.of("tcp://127.0.0.1:2375").certificates()).isEmpty();
    URI far = URI.create("tcp://docker.example:2376");
    assertThat(new DockerAddress(far, Optional.of(Path.of("certs"))).uri()).isEqualTo(far);
  }
}
