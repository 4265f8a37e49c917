package org.mydocker.web.backup;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What a backup is: when it began, at which version each schema was, and the checksum of each file.
 * It is written last, so a backup without one did not end.
 */
record Manifest(Instant began, Map<String, String> versions, Map<String, String> checksums) {

  static final String NAME = "manifest.properties";
  private static final String FORMAT = "1";

  Manifest {
    versions = Map.copyOf(versions);
    checksums = Map.copyOf(checksums);
  }

  void write(Path directory) throws IOException {
    Properties lines = new Properties();
    lines.setProperty("format", FORMAT);
    lines.setProperty("began", began.toString());
    versions.forEach((schema, version) -> lines.setProperty("schema." + schema, version));
    checksums.forEach((file, checksum) -> lines.setProperty("sha256." + file, checksum));
    Path aside = OwnerOnly.create(directory.resolve(NAME + ".new"));
    try (Writer writer = Files.newBufferedWriter(aside, StandardCharsets.UTF_8)) {
      lines.store(writer, "A backup of myDocker. keys/ is secret: keep all of it as such.");
    }
    Files.move(aside, directory.resolve(NAME));
  }

  /** Refuses what is no finished backup of ours, and a file that is not as it was written. */
  static Manifest checked(Path directory) throws IOException {
    Path file = directory.resolve(NAME);
    if (!Files.isRegularFile(file)) {
      throw new RestoreRefused(
          directory + " is not a finished backup: it has no " + NAME + ". Choose another.");
    }
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      lines.load(reader);
    }
    if (!FORMAT.equals(lines.getProperty("format"))) {
      throw new RestoreRefused(
          "The backup was written by a newer myDocker; restore it with that one.");
    }
    Manifest manifest =
        new Manifest(
            Instant.parse(lines.getProperty("began")),
            below(lines, "schema."),
            below(lines, "sha256."));
    manifest.check(directory);
    return manifest;
  }

  private void check(Path directory) throws IOException {
    for (Map.Entry<String, String> entry : checksums.entrySet()) {
      Path file = directory.resolve(entry.getKey()).normalize();
      if (!file.startsWith(directory) || !Files.isRegularFile(file)) {
        throw new RestoreRefused("The backup lacks " + entry.getKey() + ".");
      }
      if (!Checksum.of(file).equals(entry.getValue())) {
        throw new RestoreRefused(
            "The backup is damaged: " + entry.getKey() + " is not as it was written.");
      }
    }
  }

  private static Map<String, String> below(Properties lines, String prefix) {
    Map<String, String> values = new TreeMap<>();
    for (String key : lines.stringPropertyNames()) {
      if (key.startsWith(prefix)) {
        values.put(key.substring(prefix.length()), lines.getProperty(key));
      }
    }
    return values;
  }
}
