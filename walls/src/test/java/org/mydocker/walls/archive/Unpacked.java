package org.mydocker.walls.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * What a test sees of an unpacking: the files by name, the report, and an empty spool directory.
 */
record Unpacked(Map<String, String> files, Map<String, Boolean> executable, UnpackReport report) {
  static final UnpackLimits SMALL =
      new UnpackLimits(100, 20 << 20, 10 << 20, 50, Duration.ofSeconds(20));

  static Unpacked of(ArchiveFormat format, byte[] archive, Path spool) {
    return of(format, new ByteArrayInputStream(archive), SMALL, spool);
  }

  static Unpacked of(ArchiveFormat format, InputStream archive, UnpackLimits limits, Path spool) {
    Map<String, String> files = new LinkedHashMap<>();
    Map<String, Boolean> executable = new LinkedHashMap<>();
    try {
      UnpackReport report =
          new Unpacker(spool)
              .unpack(
                  format,
                  archive,
                  limits,
                  (path, exec, body) -> {
                    files.put(path.text(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
                    executable.put(path.text(), exec);
                  });
      return new Unpacked(files, executable, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      try (Stream<Path> left = Files.list(spool)) {
        assertThat(left).isEmpty();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static ArchiveRefused refusal(ArchiveFormat format, byte[] archive, Path spool) {
    return refusal(format, new ByteArrayInputStream(archive), SMALL, spool);
  }

  static ArchiveRefused refusal(
      ArchiveFormat format, InputStream archive, UnpackLimits limits, Path spool) {
    ArchiveRefused refused =
        catchThrowableOfType(ArchiveRefused.class, () -> of(format, archive, limits, spool));
    assertThat(refused).as("nothing was refused").isNotNull();
    return refused;
  }

  static Reason reason(ArchiveFormat format, byte[] archive, Path spool) {
    return refusal(format, archive, spool).reason();
  }
}
