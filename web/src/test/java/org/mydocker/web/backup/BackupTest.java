package org.mydocker.web.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.storage.NewerSchema;
import org.mydocker.storage.Schema;
import org.mydocker.storage.TestDatabase;

/** What is backed up comes back, into either database, and never over something else. */
@Tag("slow")
class BackupTest {

  private static final UUID PERSON = UUID.randomUUID();

  @TempDir Path place;
  private Path data;
  private Path backup;
  private Path empty;

  @BeforeEach
  void fill() throws IOException {
    data = place.resolve("data");
    backup = place.resolve("backups/one");
    empty = place.resolve("empty");
    write("assignments/a1/handout.git/objects/pack/pack-1.pack", "packed");
    write("assignments/a1/handout.git/HEAD", "ref: refs/heads/main\n");
    write("assignments/a1/students/s1.git/objects/ab/cdef", "loose");
    write("assignments/a1/students/s1.git/refs/heads/main", "abcdef\n");
    write("assignments/a1/students/s1.git/refs/heads/main.lock", "half");
    write("keys/lti.key", "secret");
    write("command.token", "of this instance alone");
  }

  @ParameterizedTest
  @CsvSource({"h2,h2", "h2,postgresql", "postgresql,h2", "postgresql,postgresql"})
  @Tag("BAK-02")
  void everythingComesBackIntoEitherDatabase(String from, String to) throws Exception {
    DataSource first = filled(from);
    Backup.Written written = new Backup(first, data, Clock.systemUTC()).write(backup);
    DataSource second = fresh(to);
    long rows = new Restore(second, empty).read(backup);
    assertThat(rows).isEqualTo(written.rows()).isGreaterThanOrEqualTo(1);
    assertThat(reasons(second)).containsExactly("looked at it");
    assertThat(Files.readString(empty.resolve("keys/lti.key"))).isEqualTo("secret");
    assertThat(files(empty))
        .containsExactlyInAnyOrder(
            "assignments/a1/handout.git/objects/pack/pack-1.pack",
            "assignments/a1/handout.git/HEAD",
            "assignments/a1/students/s1.git/objects/ab/cdef",
            "assignments/a1/students/s1.git/refs/heads/main",
            "keys/lti.key");
    for (String schema : Schemas.ALL) {
      new Schema(second, schema).migrate();
    }
  }

  @Test
  void nobodyElseCanReadABackup() throws Exception {
    new Backup(filled("h2"), data, Clock.systemUTC()).write(backup);
    assertThat(mode(backup)).isEqualTo("rwx------");
    assertThat(mode(backup.resolve("keys/lti.key"))).isEqualTo("rw-------");
    assertThat(mode(backup.resolve("database.dump"))).isEqualTo("rw-------");
    assertThat(mode(backup.resolve("repositories.tar"))).isEqualTo("rw-------");
    new Restore(fresh("h2"), empty).read(backup);
    assertThat(mode(empty.resolve("keys/lti.key"))).isEqualTo("rw-------");
  }

  @Test
  void homesAreTakenLastAndOneThatCannotBeReadIsNamed() throws Exception {
    Backup.Written written =
        new Backup(filled("h2"), data, Clock.systemUTC()).write(backup, Optional.of(homes()));
    assertThat(written.homes()).isEqualTo(1);
    assertThat(written.homesLeftOut()).containsExactly("home-2: the engine is away");
    assertThat(files(backup.resolve("homes"))).containsExactly("home-1.tar");
    assertThat(mode(backup.resolve("homes/home-1.tar"))).isEqualTo("rw-------");
    new Restore(fresh("h2"), empty).read(backup);
    assertThat(empty.resolve("homes/home-1.tar")).hasContent("packed");
    assertThat(mode(empty.resolve("homes/home-1.tar"))).isEqualTo("rw-------");
  }

  private Backup.Homes homes() {
    return new Backup.Homes() {
      @Override
      public List<String> names() {
        return List.of("home-1", "home-2");
      }

      @Override
      public void write(String name, OutputStream tar) {
        assertThat(backup.resolve("database.dump")).isNotEmptyFile();
        assertThat(backup.resolve("repositories.tar")).isNotEmptyFile();
        if (name.equals("home-2")) {
          throw new IllegalStateException("the engine is away");
        }
        try {
          tar.write("packed".getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  @Test
  @Tag("BAK-02")
  void aDataDirectoryThatIsNotEmptyIsRefusedAndUntouched() throws Exception {
    new Backup(filled("h2"), data, Clock.systemUTC()).write(backup);
    List<String> before = files(data);
    refused(fresh("h2"), data).withMessageContaining("not empty");
    assertThat(files(data)).isEqualTo(before);
  }

  @Test
  @Tag("BAK-02")
  void aDatabaseThatIsNotEmptyIsRefusedAndUntouched() throws Exception {
    DataSource first = filled("h2");
    new Backup(first, data, Clock.systemUTC()).write(backup);
    refused(first, empty).withMessageContaining("database is not empty");
    assertThat(empty).doesNotExist();
    assertThat(reasons(first)).hasSize(1);
  }

  @Test
  void theOperatorsSettingsMayLieThereAlready() throws Exception {
    new Backup(filled("h2"), data, Clock.systemUTC()).write(backup);
    Files.createDirectories(empty.resolve("run"));
    Files.writeString(empty.resolve("mydocker.properties"), "mydocker.lti.name=Ours");
    new Restore(fresh("h2"), empty).read(backup);
    assertThat(empty.resolve("assignments/a1")).isDirectory();
  }

  @Test
  @Tag("BAK-03")
  void aBackupOfANewerSchemaIsRefusedBeforeAnythingIsWritten() throws Exception {
    new Backup(filled("h2"), data, Clock.systemUTC()).write(backup);
    Path manifest = backup.resolve(Manifest.NAME);
    Files.writeString(
        manifest, Files.readString(manifest).replaceAll("schema\\.site=\\d+", "schema.site=999"));
    assertThatExceptionOfType(NewerSchema.class)
        .isThrownBy(() -> new Restore(fresh("h2"), empty).read(backup))
        .withMessageContaining("999");
    assertThat(empty).doesNotExist();
  }

  @Test
  void aDamagedBackupIsRefusedBeforeAnythingIsWritten() throws Exception {
    new Backup(filled("h2"), data, Clock.systemUTC()).write(backup);
    Files.writeString(backup.resolve("database.dump"), "something else");
    refused(fresh("h2"), empty).withMessageContaining("database.dump");
    assertThat(empty).doesNotExist();
  }

  @Test
  void aBackupThatDidNotEndIsRefused() throws Exception {
    new Backup(filled("h2"), data, Clock.systemUTC()).write(backup);
    Files.delete(backup.resolve(Manifest.NAME));
    refused(fresh("h2"), empty).withMessageContaining("not a finished backup");
  }

  private org.assertj.core.api.ThrowableAssertAlternative<RestoreRefused> refused(
      DataSource database, Path target) {
    return assertThatExceptionOfType(RestoreRefused.class)
        .isThrownBy(() -> new Restore(database, target).read(backup));
  }

  private static DataSource fresh(String kind) {
    return kind.equals("h2") ? TestDatabase.emptyH2() : TestDatabase.emptyPostgresql();
  }

  /** All schemas of the product, and one line of the audit log. */
  private static DataSource filled(String kind) throws SQLException {
    DataSource database = fresh(kind);
    for (String schema : Schemas.ALL) {
      new Schema(database, schema).migrate();
    }
    try (Connection connection = database.getConnection();
        var insert =
            connection.prepareStatement(
                "insert into site.audit_entry values (?, now(), ?, null, 'SEE', 'work', '1', ?)")) {
      insert.setObject(1, UUID.randomUUID());
      insert.setObject(2, PERSON);
      insert.setString(3, "looked at it");
      insert.executeUpdate();
    }
    return database;
  }

  private static List<String> reasons(DataSource database) throws SQLException {
    try (Connection connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("select person, reason from site.audit_entry")) {
      List<String> reasons = new java.util.ArrayList<>();
      while (rows.next()) {
        assertThat(rows.getObject(1, UUID.class)).isEqualTo(PERSON);
        reasons.add(rows.getString(2));
      }
      return reasons;
    }
  }

  private void write(String name, String text) throws IOException {
    Files.createDirectories(data.resolve(name).getParent());
    Files.writeString(data.resolve(name), text);
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
