package org.mydocker.broker.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.broker.engine.EngineRefused;
import org.mydocker.broker.engine.EngineUnavailable;

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
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
      }
      engine.close();
    }
  }

  @Test
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
