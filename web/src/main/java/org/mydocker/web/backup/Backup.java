package org.mydocker.web.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.mydocker.storage.Schema;
import org.mydocker.storage.dump.Dumping;

/**
 * Writes a backup of what runs (BAK-01): first the database as it is at one moment, then the
 * repositories, then, if wished, the homes. A hand-in is committed before its row is written, so
 * every row of the backup finds its commit; what came in between is a commit without a row, which
 * the next start mends (DATA-04).
 */
public final class Backup {

  /**
   * What was written, for the operator: rows in the database, bytes of the repositories, how many
   * homes, and those that could not be, each with the reason.
   */
  public record Written(long rows, long repositoryBytes, int homes, List<String> homesLeftOut) {
    public Written {
      homesLeftOut = List.copyOf(homesLeftOut);
    }
  }

  /** The homes of an installation, each a tar when asked for. */
  public interface Homes {
    List<String> names();

    /** Writes one; a failure of any kind means that it is left out, and why. */
    void write(String name, OutputStream tar);
  }

  private static final Logger LOG = System.getLogger(Backup.class.getName());

  private final DataSource database;
  private final Path data;
  private final Clock clock;
  private final List<String> schemas;

  public Backup(DataSource database, Path data, Clock clock) {
    this(database, data, clock, Schemas.ALL);
  }

  Backup(DataSource database, Path data, Clock clock, List<String> schemas) {
    this.database = database;
    this.data = data;
    this.clock = clock;
    this.schemas = List.copyOf(schemas);
  }

  /**
   * @param target a directory that is empty or not there yet; it is for its owner only
   */
  public Written write(Path target) throws IOException, SQLException {
    return write(target, Optional.empty());
  }

  /**
   * @param homes what to take of homes, after all else; a home that cannot be read is left out and
   *     told, and the rest is a backup all the same
   */
  public Written write(Path target, Optional<Homes> homes) throws IOException, SQLException {
    Instant began = clock.instant();
    OwnerOnly.directory(target);
    Map<String, String> versions = new TreeMap<>();
    for (String schema : schemas) {
      new Schema(database, schema).version().ifPresent(version -> versions.put(schema, version));
    }
    Map<String, String> checksums = new TreeMap<>();
    Path dump = OwnerOnly.create(target.resolve("database.dump"));
    long rows;
    try (OutputStream out = Files.newOutputStream(dump)) {
      rows =
          Dumping.write(database, List.copyOf(versions.keySet()), out).values().stream()
              .mapToLong(Long::longValue)
              .sum();
    }
    checksums.put("database.dump", Checksum.of(dump));
    Path tar = OwnerOnly.create(target.resolve("repositories.tar"));
    try (OutputStream out = Files.newOutputStream(tar)) {
      RepositoryTar.write(data.resolve("assignments"), out);
    }
    checksums.put("repositories.tar", Checksum.of(tar));
    keys(target, checksums);
    List<String> leftOut = new ArrayList<>();
    int taken = homes.isPresent() ? homes(homes.get(), target, checksums, leftOut) : 0;
    new Manifest(began, versions, checksums).write(target);
    return new Written(rows, Files.size(tar), taken, leftOut);
  }

  private static int homes(
      Homes homes, Path target, Map<String, String> checksums, List<String> leftOut)
      throws IOException {
    Path directory = OwnerOnly.directory(target.resolve("homes"));
    int taken = 0;
    for (String name : homes.names()) {
      Path tar = OwnerOnly.create(directory.resolve(name + ".tar"));
      try (OutputStream out = Files.newOutputStream(tar)) {
        homes.write(name, out);
        taken++;
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "home " + name + " is not in the backup", failure);
        leftOut.add(name + ": " + failure.getMessage());
        Files.delete(tar);
        continue;
      }
      checksums.put("homes/" + name + ".tar", Checksum.of(tar));
    }
    return taken;
  }

  /** The key file opens the keys in the database (KEY-04): without it a restore signs nothing. */
  private void keys(Path target, Map<String, String> checksums) throws IOException {
    Path keys = data.resolve("keys");
    if (!Files.isDirectory(keys)) {
      return;
    }
    Path copies = OwnerOnly.directory(target.resolve("keys"));
    List<Path> files;
    try (Stream<Path> all = Files.list(keys)) {
      files = all.filter(file -> file.toString().endsWith(".key")).toList();
    }
    for (Path file : files) {
      String name = file.getFileName().toString();
      Files.write(OwnerOnly.create(copies.resolve(name)), Files.readAllBytes(file));
      checksums.put("keys/" + name, Checksum.of(copies.resolve(name)));
    }
  }
}
