package org.mydocker.web.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mydocker.storage.Schema;
import org.mydocker.storage.dump.Loading;

/**
 * Fills an empty data directory and an empty database from a backup (BAK-02); the two databases
 * need not be of the same kind. Everything is checked before the first byte is written. While it
 * works, a mark lies in the data directory with which no application starts, and which stays if it
 * fails.
 */
public final class Restore {

  /** What the mark is called; the application looks for it when it starts. */
  public static final String UNFINISHED = "restore.unfinished";

  /**
   * What an empty data directory may hold: the operator's settings, the command's own things, and
   * the embedded database, which is looked into by itself (looking makes its file).
   */
  private static final Set<String> ALLOWED = Set.of("mydocker.properties", "run", "db");

  private final DataSource database;
  private final Path data;

  public Restore(DataSource database, Path data) {
    this.database = database;
    this.data = data;
  }

  /**
   * @return how many rows were written
   */
  public long read(Path backup) throws IOException, SQLException {
    Manifest manifest = Manifest.checked(backup);
    requireEmptyDirectory();
    requireEmptyDatabase();
    manifest
        .versions()
        .forEach((schema, version) -> new Schema(database, schema).requireKnown(version));
    Files.createDirectories(data);
    Path mark = OwnerOnly.create(data.resolve(UNFINISHED));
    try (InputStream tar = Files.newInputStream(backup.resolve("repositories.tar"))) {
      RepositoryUntar.read(tar, data.resolve("assignments"));
    }
    keys(backup, manifest);
    homes(backup, manifest);
    manifest
        .versions()
        .forEach((schema, version) -> new Schema(database, schema).migrateTo(version));
    long rows;
    try (InputStream dump = Files.newInputStream(backup.resolve("database.dump"))) {
      rows = Loading.load(database, manifest.versions().keySet(), dump);
    }
    Files.delete(mark);
    return rows;
  }

  private void keys(Path backup, Manifest manifest) throws IOException {
    for (String name : manifest.checksums().keySet()) {
      if (name.startsWith("keys/")) {
        OwnerOnly.directory(data.resolve("keys"));
        Files.write(OwnerOnly.create(data.resolve(name)), Files.readAllBytes(backup.resolve(name)));
      }
    }
  }

  /** Homes are volumes of the engine, which is not there now: each waits until it is needed. */
  private void homes(Path backup, Manifest manifest) throws IOException {
    for (String name : manifest.checksums().keySet()) {
      if (name.startsWith("homes/")) {
        OwnerOnly.directory(data.resolve("homes"));
        Path waiting = OwnerOnly.create(data.resolve(name));
        Files.copy(backup.resolve(name), waiting, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(waiting, PosixFilePermissions.fromString("rw-------"));
      }
    }
  }

  private void requireEmptyDirectory() throws IOException {
    if (!Files.isDirectory(data)) {
      return;
    }
    List<String> there;
    try (Stream<Path> all = Files.list(data)) {
      there =
          all.map(path -> path.getFileName().toString()).filter(n -> !ALLOWED.contains(n)).toList();
    }
    if (!there.isEmpty()) {
      throw new RestoreRefused(
          "The data directory " + data + " is not empty; restore into another with --data DIR.");
    }
  }

  private void requireEmptyDatabase() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement question =
            connection.prepareStatement(
                "select count(*) from information_schema.tables where table_schema = ?")) {
      for (String schema : Schemas.ALL) {
        question.setString(1, schema);
        try (ResultSet answer = question.executeQuery()) {
          answer.next();
          if (answer.getLong(1) > 0) {
            throw new RestoreRefused(
                "The database is not empty: it has a schema " + schema + " with tables.");
          }
        }
      }
    }
  }
}
