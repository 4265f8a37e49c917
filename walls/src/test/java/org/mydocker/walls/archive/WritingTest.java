package org.mydocker.walls.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written can be read by the strictest reader that we have: our own. */
class WritingTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @TempDir Path spool;

  private static InputStream text(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipStream zip = new ZipStream(out)) {
      zip.directory(SafePath.of("empty"), NOON);
      zip.file(SafePath.of("données/日本.txt"), NOON, text("hello"));
      zip.file(SafePath.of("old"), Instant.EPOCH, text(""));
    }
    return out.toByteArray();
  }

  @Test
  void aZipIsReadBackAndIsTheSameEachTime() throws IOException {
    Unpacked unpacked = Unpacked.of(ArchiveFormat.ZIP, zip(), spool);
    assertThat(unpacked.files()).containsEntry("données/日本.txt", "hello").containsEntry("old", "");
    assertThat(unpacked.report().notes()).isEmpty();
    assertThat(zip()).isEqualTo(zip());
  }

  @Test
  void aZipThatBrokeOffIsNotTakenForWhole() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ZipStream zip = new ZipStream(out);
    zip.file(SafePath.of("a"), NOON, text("hello"));
    zip.flush();
    assertThat(Unpacked.reason(ArchiveFormat.ZIP, out.toByteArray(), spool))
        .isEqualTo(ArchiveRefused.Reason.TRUNCATED);
    zip.close();
  }

  @Test
  void aZipOfManyEntriesIsReadBack() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipStream zip = new ZipStream(out)) {
      for (int i = 0; i < 66_000; i++) {
        zip.file(SafePath.of("f" + i), NOON, InputStream.nullInputStream());
      }
    }
    UnpackLimits limits = new UnpackLimits(70_000, 1 << 20, 1 << 20, 9, Duration.ofMinutes(1));
    InputStream in = new ByteArrayInputStream(out.toByteArray());
    assertThat(Unpacked.of(ArchiveFormat.ZIP, in, limits, spool).report().files())
        .isEqualTo(66_000);
  }

  @Test
  void aTarIsReadBackWithLongNames() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SafePath deep = SafePath.of("é".repeat(100) + "/" + "x".repeat(200) + "/file");
    try (TarStream tar = new TarStream(out)) {
      tar.directory(SafePath.of("d"), NOON);
      tar.file(deep, true, NOON, 5, text("hello"));
    }
    Unpacked unpacked = Unpacked.of(ArchiveFormat.TAR, out.toByteArray(), spool);
    assertThat(unpacked.files()).containsEntry(deep.text(), "hello");
    assertThat(unpacked.executable()).containsEntry(deep.text(), true);
  }

  @Test
  void aTarRefusesContentOfAnotherSize() throws IOException {
    try (TarStream tar = new TarStream(OutputStream.nullOutputStream())) {
      assertThatThrownBy(() -> tar.file(SafePath.of("a"), false, NOON, 4, text("hello")))
          .isInstanceOf(IOException.class);
      tar.file(SafePath.of("b"), false, NOON, 0, text(""));
    } catch (IOException closing) {
      assertThat(closing).isNotNull();
    }
  }
}
