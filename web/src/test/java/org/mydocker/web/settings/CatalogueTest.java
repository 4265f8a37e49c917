package org.mydocker.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The catalogue, the sources and the manual name the same keys. */
class CatalogueTest {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final List<String> MODULES =
      List.of(
          "kernel", "walls", "storage", "lti-tool", "assignment-service", "session-broker", "web");
  private static final Pattern LITERAL =
      Pattern.compile("(?:\"|MPCONFIG=)(mydocker\\.[A-Za-z0-9.-]*[A-Za-z0-9-]\\.?)(?=[\"}])");

  /** Names that begin as settings do and are none: attributes of requests, a file's name. */
  private static final Set<String> NOT_SETTINGS =
      Set.of("mydocker.nonce", "mydocker.correlation", "mydocker.schema", "mydocker.properties");

  private final Catalogue catalogue = Catalogue.read();

  @Test
  @Tag("CLI-04")
  void everyKeyThatTheSourcesReadIsInTheCatalogue() throws IOException {
    assertThat(used()).isNotEmpty().allMatch(catalogue::knows, "is in settings.tsv");
  }

  @Test
  void everyKeyOfTheCatalogueIsRead() throws IOException {
    Set<String> used = used();
    assertThat(
            catalogue.entries().stream()
                .filter(Catalogue.Entry::setting)
                .filter(entry -> used.stream().noneMatch(entry::covers))
                .map(Catalogue.Entry::key))
        .isEmpty();
  }

  @Test
  void theDefaultsOfTheDataSourceAreThoseOfTheCatalogue() throws IOException {
    Properties defaults = new Properties();
    try (InputStream file =
        CatalogueTest.class.getResourceAsStream("/META-INF/microprofile-config.properties")) {
      defaults.load(file);
    }
    defaults.stringPropertyNames().stream()
        .filter(key -> key.startsWith("mydocker."))
        .forEach(key -> assertThat(catalogue.otherwise(key)).contains(defaults.getProperty(key)));
  }

  @Test
  void theManualHasTheTableOfTheCatalogue() throws IOException {
    String manual = Files.readString(ROOT.resolve("docs/operations.md"));
    String begin = "<!-- settings: from web/src/main/resources/settings.tsv -->\n";
    String end = "<!-- end of settings -->";
    assertThat(manual).contains(begin, end);
    assertThat(manual.substring(manual.indexOf(begin) + begin.length(), manual.indexOf(end)))
        .isEqualTo(table());
  }

  private String table() {
    return catalogue.entries().stream()
        .map(
            entry ->
                "| `%s` | %s | %s |\n"
                    .formatted(
                        entry.key(),
                        entry.otherwise().isEmpty() ? "" : "`" + entry.otherwise() + "`",
                        entry.what()))
        .collect(Collectors.joining("", "| key | default | what |\n|---|---|---|\n", ""));
  }

  private static Set<String> used() throws IOException {
    Set<String> keys = new TreeSet<>();
    for (String module : MODULES) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
          Matcher matcher = LITERAL.matcher(Files.readString(file, StandardCharsets.UTF_8));
          while (matcher.find()) {
            keys.add(matcher.group(1));
          }
        }
      }
    }
    keys.removeAll(NOT_SETTINGS);
    return keys.stream()
        .map(key -> key.endsWith(".") ? key + "x" : key)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
