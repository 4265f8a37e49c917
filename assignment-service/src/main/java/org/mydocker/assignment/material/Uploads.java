package org.mydocker.assignment.material;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.problem.Refusal;

/**
 * Archives that browsers sent, on disk under the person who sent them, so that a form which is
 * shown again has not lost its file. At most 200 MB each; gone after two hours, and oldest first
 * when one person keeps more than five.
 */
public final class Uploads {

  public static final long LARGEST = 200L << 20;
  private static final Duration KEPT = Duration.ofHours(2);
  private static final int MOST = 5;
  private static final String NAME = ".name";

  private final Path directory;
  private final Clock clock;

  public Uploads(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /**
   * Keeps the content.
   *
   * @throws Refusal {@code assignment.upload-too-large}, 413
   */
  public Upload keep(PersonId person, String name, InputStream content) {
    String token = UUID.randomUUID().toString();
    Path own = directory.resolve(person.toString());
    Path file = own.resolve(token);
    try {
      Files.createDirectories(own);
      sweep(own);
      copy(content, file);
      String shown = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
      Files.writeString(own.resolve(token + NAME), shown);
      return new Upload(token, shown, file);
    } catch (IOException e) {
      throw new UncheckedIOException("an upload could not be stored", e);
    }
  }

  /** The upload of that person with that token, if it is still there. */
  public Optional<Upload> find(PersonId person, String token) {
    if (!token.matches("[0-9a-f-]{36}")) {
      return Optional.empty();
    }
    Path file = directory.resolve(person.toString()).resolve(token);
    try {
      return Files.isRegularFile(file)
          ? Optional.of(new Upload(token, Files.readString(name(file)), file))
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("an upload could not be read", e);
    }
  }

  public void drop(Upload upload) {
    try {
      delete(upload.file());
    } catch (IOException e) {
      throw new UncheckedIOException("an upload could not be removed", e);
    }
  }

  private void sweep(Path own) throws IOException {
    try (Stream<Path> files = Files.list(own)) {
      var kept =
          files
              .filter(file -> !file.toString().endsWith(NAME))
              .sorted((a, b) -> Long.compare(age(a), age(b)))
              .toList();
      for (int i = 0; i < kept.size(); i++) {
        if (i >= MOST - 1 || age(kept.get(i)) > KEPT.toMillis()) {
          delete(kept.get(i));
        }
      }
    }
  }

  private long age(Path file) {
    return clock.millis() - file.toFile().lastModified();
  }

  private static void delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.deleteIfExists(name(file));
  }

  private static Path name(Path file) {
    return file.resolveSibling(file.getFileName() + NAME);
  }

  private static void copy(InputStream content, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long all = 0;
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
      for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
        all += n;
        if (all > LARGEST) {
          Files.deleteIfExists(file);
          throw new Refusal("assignment.upload-too-large", 413, Map.of("limit", "200 MB"));
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
