package org.mydocker.broker.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.gateway.Origins;
import org.mydocker.broker.gateway.PortRange;

/** The two settings that say where sessions are, and those that do not fit together. */
@Tag("GATE-03")
class SessionsAddressTest {

  private static final URI SITE = URI.create("https://mydocker.example.org");
  private static final Optional<PortRange> PORTS = Optional.of(PortRange.of("20000-20999"));

  @Test
  void readsANameForEach() {
    assertThat(of("https://{session}.sessions.example.org", Optional.empty()))
        .isEqualTo(new Origins("https", "sessions.example.org", 443));
    assertThat(of("http://{session}.localhost:8081", Optional.empty()).pattern())
        .isEqualTo("http://{session}.localhost:8081");
  }

  @Test
  void readsAPortForEach() {
    Origins origins = of("https://sessions.example.org:{port}", PORTS);
    assertThat(origins.of("any", 20123)).isEqualTo("https://sessions.example.org:20123");
    assertThat(origins.pattern()).isEqualTo("https://sessions.example.org:{port}");
  }

  @Test
  void refusesWhatDoesNotFitTogetherAndSaysSo() {
    for (String pattern :
        new String[] {
          "https://sessions.example.org",
          "https://{session}.sessions.example.org",
          "https://{session}.example.org:{port}",
          "https://sessions.example.org/{port}"
        }) {
      assertThatThrownBy(() -> of(pattern, PORTS))
          .as(pattern)
          .hasMessageContaining("mydocker.gateway.ports");
    }
    assertThatThrownBy(() -> of("https://sessions.example.org:{port}", Optional.empty()))
        .hasMessageContaining("mydocker.gateway.ports");
    assertThatThrownBy(() -> of("https://mydocker.example.org:{port}", PORTS))
        .hasMessageContaining("another host name");
  }

  private static Origins of(String pattern, Optional<PortRange> ports) {
    return SessionsAddress.of(pattern, ports, SITE);
  }
}
