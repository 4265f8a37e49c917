package org.mydocker.walls.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.walls.archive.ArchiveRefused.Reason;
import org.mydocker.walls.archive.UnpackReport.Kind;
import org.mydocker.walls.archive.UnpackReport.Note;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class UnpackerTarTest {
  private static final byte[] NOTHING = {};

  @TempDir Path spool;

  private Unpacked unpack(RawTar tar) {
    return Unpacked.of(ArchiveFormat.TAR, tar.bytes(), spool);
  }

  private Reason reason(RawTar tar) {
    return Unpacked.reason(ArchiveFormat.TAR, tar.bytes(), spool);
  }

  private interface Filling {
    void fill(OutputStream out) throws IOException;
  }

  private static byte[] compressed(ArchiveFormat format, Filling filling) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packed =
        switch (format) {
          case TAR_GZ -> new GZIPOutputStream(out);
          case TAR_BZ2 -> new BZip2CompressorOutputStream(out, 1);
          case TAR_XZ -> new XZOutputStream(out, new LZMA2Options(0));
          default -> out;
        }) {
      filling.fill(packed);
    }
    return out.toByteArray();
  }

  @ParameterizedTest
  @EnumSource(names = {"TAR", "TAR_GZ", "TAR_BZ2", "TAR_XZ"})
  @Tag("SAFE-16")
  void deliversFilesOfEveryTar(ArchiveFormat format) throws IOException {
    byte[] tar =
        new RawTar()
            .entry("./", '5', "", 0755, NOTHING)
            .entry("./d/", '5', "", 0755, NOTHING)
            .file("./d/a.txt", "hello")
            .entry("run", '0', "", 04755, "x".getBytes(UTF_8))
            .file("d/.DS_Store", "x")
            .bytes();
    Unpacked unpacked = Unpacked.of(format, compressed(format, out -> out.write(tar)), spool);
    assertThat(unpacked.files())
        .containsOnlyKeys("d/a.txt", "run")
        .containsEntry("d/a.txt", "hello");
    assertThat(unpacked.executable()).containsEntry("run", true).containsEntry("d/a.txt", false);
    assertThat(unpacked.report().notes())
        .containsExactly(new Note(Kind.SKIPPED, "d/.DS_Store", ""));
  }

  @ParameterizedTest
  @Tag("SAFE-14")
  @ValueSource(
      strings = {
        "../x",
        "/abs",
        "C:\\x",
        "..\\x",
        "a/../../x",
        "./../x",
        ".git/config",
        "\\\\host\\share",
        ".GIT/hooks/post-checkout",
        "end.",
        "end ",
        "CON",
        "a//b",
        ".//a"
      })
  void refusesANameThatLeadsAstray(String name) {
    assertThat(reason(new RawTar().file(name, "x"))).isEqualTo(Reason.PATH);
  }

  @Test
  @Tag("SAFE-14")
  void refusesTheSameNamesWhenTheyComeByLongNameOrPax() {
    byte[] longName = "../x\0".getBytes(UTF_8);
    assertThat(reason(new RawTar().entry("././@LongLink", 'L', "", 0, longName).file("ok", "x")))
        .isEqualTo(Reason.PATH);
    assertThat(reason(new RawTar().pax("path", "../../etc/passwd").file("ok", "x")))
        .isEqualTo(Reason.PATH);
    assertThat(reason(new RawTar().pax("path", "x/".repeat(3000)).file("ok", "x")))
        .isEqualTo(Reason.PATH);
    assertThat(unpack(new RawTar().pax("path", "données.csv").file("ok", "x")).files())
        .containsOnlyKeys("données.csv");
  }

  @Test
  @Tag("SAFE-14")
  void refusesLinksDevicesAndFifos() {
    RawTar through =
        new RawTar().entry("l", '2', "/tmp", 0777, NOTHING).file("l/x", "written through it");
    assertThat(reason(through)).isEqualTo(Reason.LINK);
    assertThat(reason(new RawTar().entry("h", '1', "/etc/shadow", 0644, NOTHING)))
        .isEqualTo(Reason.LINK);
    for (char type : "346DMV".toCharArray()) {
      assertThat(reason(new RawTar().entry("s", type, "", 0644, NOTHING)))
          .isEqualTo(Reason.SPECIAL);
    }
  }

  @Test
  @Tag("SAFE-14")
  void refusesSparseFiles() {
    RawTar pax =
        new RawTar()
            .pax("GNU.sparse.major", "1")
            .pax("GNU.sparse.realsize", "1099511627776")
            .file("big", "0\n".repeat(256));
    assertThat(reason(pax)).isIn(Reason.SPARSE, Reason.CORRUPT);
    assertThat(reason(new RawTar().entry("s", 'S', "", 0644, NOTHING))).isEqualTo(Reason.SPARSE);
  }

  @Test
  @Tag("SAFE-14")
  void refusesTwoEntriesThatWouldBeOne() {
    assertThat(reason(new RawTar().file("a", "1").file("a", "2"))).isEqualTo(Reason.DUPLICATE);
    assertThat(reason(new RawTar().file("a", "1").file("./a", "2"))).isEqualTo(Reason.DUPLICATE);
    assertThat(reason(new RawTar().file("a", "1").file("A", "2"))).isEqualTo(Reason.COLLISION);
    assertThat(reason(new RawTar().file("a", "1").file("a/b", "2"))).isEqualTo(Reason.CLASH);
    assertThat(reason(new RawTar().file("\u00e9", "1").file("e\u0301", "2")))
        .isEqualTo(Reason.DUPLICATE);
  }

  @Test
  @Tag("SAFE-14")
  void answersAbsurdPaxValuesAtOnce() {
    RawTar mtime = new RawTar().pax("mtime", "9".repeat(250_000)).file("a", "x");
    long begun = System.nanoTime();
    assertThat(reason(mtime)).isEqualTo(Reason.CORRUPT);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    assertThat(reason(new RawTar().pax("mtime", "9".repeat(300_000)).file("a", "x")))
        .isEqualTo(Reason.CORRUPT);
    assertThat(reason(new RawTar().pax("size", "-1").file("a", "x"))).isEqualTo(Reason.CORRUPT);
    assertThat(reason(new RawTar().pax("size", "9223372036854775807").file("a", "x")))
        .isIn(Reason.CORRUPT, Reason.TRUNCATED);
  }

  @Test
  @Tag("SAFE-15")
  void keepsNoLongNameInMemory() throws IOException {
    byte[] bomb =
        compressed(
            ArchiveFormat.TAR_XZ,
            out -> {
              out.write(RawTar.header("././@LongLink", 'L', "", 0, "10000000000"));
              zeros(out, 64);
            });
    assertThat(Unpacked.reason(ArchiveFormat.TAR_XZ, bomb, spool)).isEqualTo(Reason.CORRUPT);
  }

  @Test
  @Tag("SAFE-15")
  void stopsAtGigabytesOfZeros() throws IOException {
    // 8 GiB - 1 is what twelve octal digits can declare; 128 MiB of it are there to be read.
    byte[] bomb =
        compressed(
            ArchiveFormat.TAR_XZ,
            out -> {
              out.write(RawTar.header("zeros", '0', "", 0644, "77777777777"));
              zeros(out, 128);
            });
    assertThat(bomb.length).isLessThan(100_000);
    assertThat(Unpacked.reason(ArchiveFormat.TAR_XZ, bomb, spool)).isEqualTo(Reason.RATIO);
    UnpackLimits generous =
        new UnpackLimits(9, 64 << 20, 64 << 20, 100_000, Duration.ofSeconds(20));
    assertThat(
            Unpacked.refusal(ArchiveFormat.TAR_XZ, new ByteArrayInputStream(bomb), generous, spool)
                .reason())
        .isEqualTo(Reason.ENTRY_SIZE);
  }

  private static void zeros(OutputStream out, int mebibytes) throws IOException {
    byte[] zeros = new byte[1 << 20];
    for (int i = 0; i < mebibytes; i++) {
      out.write(zeros);
    }
  }

  @Test
  @Tag("SAFE-15")
  void stopsAtAMillionEmptyEntries() throws IOException {
    byte[] header = RawTar.header("d/", '5', "", 0755, "00000000000");
    byte[] many =
        compressed(
            ArchiveFormat.TAR_GZ,
            out -> {
              for (int i = 0; i < 1_000_000 / 20; i++) {
                out.write(header);
              }
            });
    assertThat(Unpacked.reason(ArchiveFormat.TAR_GZ, many, spool)).isEqualTo(Reason.ENTRIES);
  }

  @Test
  @Tag("SAFE-15")
  void refusesAnXzThatWantsALargeDictionary() throws IOException {
    byte[] xz =
        compressed(ArchiveFormat.TAR_XZ, out -> out.write(new RawTar().file("a", "x").bytes()));
    int blockHeader = 12;
    int size = (xz[blockHeader] + 1) * 4;
    int dictionary = blockHeader + 4; // size, flags, filter id, size of properties, then it
    xz[dictionary] = 37; // 1.5 GiB
    CRC32 crc = new CRC32();
    crc.update(xz, blockHeader, size - 4);
    byte[] sum = RawZip.little(4).putInt((int) crc.getValue()).array();
    System.arraycopy(sum, 0, xz, blockHeader + size - 4, 4);
    assertThat(Unpacked.reason(ArchiveFormat.TAR_XZ, xz, spool)).isEqualTo(Reason.MEMORY);
  }

  @ParameterizedTest
  @Tag("SAFE-15")
  @EnumSource(names = {"TAR_GZ", "TAR_BZ2", "TAR_XZ"})
  void refusesASecondMemberAndAnythingElseAppended(ArchiveFormat format) throws IOException {
    byte[] one = compressed(format, out -> out.write(new RawTar().file("a", "x").bytes()));
    byte[] two = Arrays.copyOf(one, one.length * 2);
    System.arraycopy(one, 0, two, one.length, one.length);
    assertThat(Unpacked.reason(format, two, spool)).isEqualTo(Reason.JUNK);
    byte[] junk = Arrays.copyOf(one, one.length + 1);
    assertThat(Unpacked.reason(format, junk, spool)).isEqualTo(Reason.JUNK);
  }

  @Test
  @Tag("SAFE-15")
  void refusesATarAppendedToATar() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new RawTar().file("a", "x").bytes());
    out.write(new RawTar().file("b", "x").bytes());
    assertThat(Unpacked.reason(ArchiveFormat.TAR, out.toByteArray(), spool)).isEqualTo(Reason.JUNK);
    assertThat(reason(new RawTar().file("a", "x").entry("b", '0', "", 0644, "0000000zz", NOTHING)))
        .isEqualTo(Reason.CORRUPT);
  }

  @ParameterizedTest
  @Tag("SAFE-15")
  @EnumSource(names = {"TAR", "TAR_GZ", "TAR_BZ2", "TAR_XZ"})
  void refusesATarCutAnywhere(ArchiveFormat format) throws IOException {
    byte[] noise = new byte[9000];
    new java.util.Random(7).nextBytes(noise);
    byte[] tar =
        new RawTar()
            .entry("a", '0', "", 0644, noise)
            .entry("b", '0', "", 0644, new byte[1200])
            .unended();
    byte[] whole = compressed(format, out -> out.write(Arrays.copyOf(tar, tar.length + 1024)));
    int end = format == ArchiveFormat.TAR ? tar.length : whole.length - 1;
    for (int cut = 600; cut <= end; cut += 211) {
      assertThat(Unpacked.reason(format, Arrays.copyOf(whole, cut), spool))
          .as("cut at %d of %d", cut, whole.length)
          .isIn(Reason.TRUNCATED, Reason.CORRUPT);
    }
    assertThat(Unpacked.reason(format, Arrays.copyOf(whole, end), spool))
        .isIn(Reason.TRUNCATED, Reason.CORRUPT);
  }

  @Test
  @Tag("SAFE-15")
  void refusesAGzipWithAWrongChecksum() throws IOException {
    byte[] gz =
        compressed(ArchiveFormat.TAR_GZ, out -> out.write(new RawTar().file("a", "x").bytes()));
    gz[gz.length - 6] ^= 1;
    assertThat(Unpacked.reason(ArchiveFormat.TAR_GZ, gz, spool)).isEqualTo(Reason.CORRUPT);
  }
}
