package org.mydocker.web.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mydocker.web.backup.Restore;

/** What an operator wrote is either read or told. */
class CheckingTest {

  @TempDir Path data;

  private final Checking checking = new Checking(Catalogue.read());

  @Test
  @Tag("CLI-04")
  void anUnknownKeyInTheFileStopsTheStartWithTheNearestName() throws IOException {
    SettingsFile file = file("mydocker.broker.idel=PT2H");
    assertThatExceptionOfType(SettingsRefused.class)
        .isThrownBy(() -> checking.file(file))
        .withMessageContaining("'mydocker.broker.idel'")
        .withMessageContaining("'mydocker.broker.idle'")
        .withMessageNotContaining("\n")
        .withMessageNotContaining("PT2H");
  }

  @Test
  void knownKeysAndThoseBelowAPrefixAreTaken() throws IOException {
    SettingsFile file =
        file("mydocker.broker.idle = PT2H\nmydocker.variables.LANG: fr_FR.UTF-8\n# a comment");
    assertThatCode(() -> checking.file(file)).doesNotThrowAnyException();
    assertThat(file.getValue("mydocker.broker.idle")).isEqualTo("PT2H");
    assertThat(file.getValue("mydocker.variables.LANG")).isEqualTo("fr_FR.UTF-8");
  }

  @Test
  void theFileCannotSayWhereItLies() throws IOException {
    SettingsFile file = file("mydocker.data=/elsewhere");
    assertThatExceptionOfType(SettingsRefused.class).isThrownBy(() -> checking.file(file));
  }

  @Test
  void withoutAFileNothingIsSet() {
    assertThat(new SettingsFile(data.resolve("none")).getPropertyNames()).isEmpty();
  }

  @Test
  void countsMoreThanTheDefaultsAndLessThanTheEnvironment() throws IOException {
    assertThat(file("").getOrdinal()).isBetween(101, 299);
  }

  @Test
  @Tag("CLI-04")
  void anUnknownVariableIsWarnedAboutWithTheNearestName() {
    assertThat(checking.variables(List.of("PATH", "MYDOCKER_DB_URL", "MYDOCKER_DB_PASWORD")))
        .containsExactly(
            "the environment variable MYDOCKER_DB_PASWORD sets nothing; the nearest is"
                + " MYDOCKER_DB_PASSWORD");
  }

  @Test
  void anUnknownSystemPropertyIsWarnedAboutToo() {
    assertThat(checking.systemProperties(List.of("mydocker.data", "mydocker.publicurl")))
        .singleElement()
        .asString()
        .endsWith("mydocker.public.url");
  }

  @Test
  void aRestoreThatDidNotEndStopsTheStart() throws IOException {
    Files.createFile(data.resolve(Restore.UNFINISHED));
    assertThatExceptionOfType(SettingsRefused.class).isThrownBy(() -> checking.dataDirectory(data));
  }

  @Test
  void distanceCountsKeystrokes() {
    assertThat(Nearest.distance("idle", "idle")).isZero();
    assertThat(Nearest.distance("idel", "idle")).isEqualTo(2);
    assertThat(Nearest.distance("", "idle")).isEqualTo(4);
  }

  private SettingsFile file(String text) throws IOException {
    return new SettingsFile(Files.writeString(data.resolve(SettingsFile.NAME), text));
  }
}
