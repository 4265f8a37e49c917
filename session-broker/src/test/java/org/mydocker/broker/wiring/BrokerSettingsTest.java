package org.mydocker.broker.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigValue;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.eclipse.microprofile.config.spi.Converter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The broker's settings, as an operator writes them. */
class BrokerSettingsTest {

  @Test
  @Tag("ENV-06")
  void takesEveryVariableBelowItsPrefixForAllSessions() {
    BrokerSettings settings =
        BrokerSettings.of(
            new Written(
                Map.of(
                    "mydocker.variables.PIP_REPOSITORY", "https://pip.test/simple",
                    "mydocker.variables.R_REPOSITORY", "https://cran.test",
                    "mydocker.variables.PATH_TO_CA_BUNDLE", "/etc/ssl/institution.pem",
                    "mydocker.variables.https_proxy", "http://proxy.test:3128",
                    "mydocker.sessions.zone", "Europe/Paris",
                    "mydocker.metrics.token", "secret")));

    assertThat(settings.variables())
        .containsOnlyKeys("PIP_REPOSITORY", "R_REPOSITORY", "PATH_TO_CA_BUNDLE", "https_proxy")
        .containsEntry("https_proxy", "http://proxy.test:3128");
    assertThat(settings.zone()).hasToString("Europe/Paris");
  }

  @Test
  @Tag("HOME-01")
  void takesTheDriverOfHomesAndItsOptions() {
    BrokerSettings.Homes homes =
        BrokerSettings.of(
                new Written(
                    Map.of(
                        "mydocker.homes.driver", "far",
                        "mydocker.homes.options.type", "nfs",
                        "mydocker.homes.options.o", "addr=10.0.0.1,rw")))
            .homes();

    assertThat(homes.driver()).isEqualTo("far");
    assertThat(homes.options()).isEqualTo(Map.of("type", "nfs", "o", "addr=10.0.0.1,rw"));
    assertThat(BrokerSettings.of(new Written(Map.of())).homes().driver()).isEqualTo("local");
  }

  @Test
  @Tag("ENG-01")
  void takesTheCertificatesForAFarEngine() {
    BrokerSettings far =
        BrokerSettings.of(
            new Written(
                Map.of(
                    "mydocker.engine", "tcp://docker.example:2376",
                    "mydocker.engine.certificates", "/etc/mydocker/engine")));

    assertThat(far.engine()).isEqualTo("tcp://docker.example:2376");
    assertThat(far.certificates()).contains(Path.of("/etc/mydocker/engine"));
    assertThat(BrokerSettings.of(new Written(Map.of())).certificates()).isEmpty();
  }

  /** Settings of one source, with the conversions that the broker asks for. */
  private record Written(Map<String, String> lines) implements Config {

    private static final Map<Class<?>, Function<String, ?>> READERS =
        Map.of(
            String.class, Function.identity(),
            Integer.class, Integer::valueOf,
            Long.class, Long::valueOf,
            URI.class, URI::create);

    @Override
    public <T> T getValue(String key, Class<T> type) {
      return getOptionalValue(key, type).orElseThrow(() -> new NoSuchElementException(key));
    }

    @Override
    public <T> Optional<T> getOptionalValue(String key, Class<T> type) {
      return Optional.ofNullable(lines.get(key)).map(READERS.get(type)).map(type::cast);
    }

    @Override
    public Iterable<String> getPropertyNames() {
      return lines.keySet();
    }

    @Override
    public ConfigValue getConfigValue(String key) {
      throw new UnsupportedOperationException("nobody asks for it");
    }

    @Override
    public Iterable<ConfigSource> getConfigSources() {
      return List.of();
    }

    @Override
    public <T> Optional<Converter<T>> getConverter(Class<T> type) {
      return Optional.empty();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
      throw new IllegalArgumentException("nothing to unwrap");
    }
  }
}
