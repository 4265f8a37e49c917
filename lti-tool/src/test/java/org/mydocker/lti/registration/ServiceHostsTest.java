package org.mydocker.lti.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceHostsTest {

  @Test
  void readsNamesByLineAndCommaInLowerCaseAndAscii() {
    ServiceHosts hosts = ServiceHosts.of(" Grades.Example.org,\r\n\r\nécole.example.org ");
    assertThat(hosts.names()).containsOnly("grades.example.org", "xn--cole-9oa.example.org");
    assertThat(hosts.addressesBeside(Set.of()))
        .containsExactly(
            URI.create("https://grades.example.org/"),
            URI.create("https://xn--cole-9oa.example.org/"));
    assertThat(hosts.addressesBeside(Set.of("grades.example.org", "gone.example.org")))
        .containsExactly(URI.create("https://xn--cole-9oa.example.org/"));
    assertThat(ServiceHosts.of(" \n").names()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://grades.example.org",
        "grades.example.org/path",
        "grades.example.org:8443",
        "user@grades.example.org",
        "*.example.org",
        "-grades.example.org",
        "grades..example.org",
        "[::1]",
        "ok.example.org b%d.example.org"
      })
  void namesWhatIsNoHost(String text) {
    assertThatThrownBy(() -> ServiceHosts.of(text))
        .isInstanceOfSatisfying(
            RegistrationRefused.class,
            e -> {
              assertThat(e.code()).isEqualTo("lti.registration-host-invalid");
              assertThat(text).contains(e.facts().get("field"));
            });
  }

  @Test
  void keepsTenAtMost() {
    assertThat(ServiceHosts.of(hosts(10)).names()).hasSize(10);
    assertThatThrownBy(() -> ServiceHosts.of(hosts(11))).isInstanceOf(RegistrationRefused.class);
  }

  private static String hosts(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "h" + i + ".example.org")
        .collect(Collectors.joining("\n"));
  }
}
