package org.mydocker.walls.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.walls.archive.ArchiveRefused.Reason;
import org.mydocker.walls.archive.UnpackReport.Kind;
import org.mydocker.walls.archive.UnpackReport.Note;

class UnpackerZipTest {
  private static final byte[] X = "x".getBytes(UTF_8);

  @TempDir Path spool;

  private Unpacked unpack(RawZip zip) {
    return Unpacked.of(ArchiveFormat.ZIP, zip.bytes(), spool);
  }

  private Reason reason(RawZip zip) {
    return Unpacked.reason(ArchiveFormat.ZIP, zip.bytes(), spool);
  }

  @Test
  void deliversFilesInOrderWithTheirExecutableBit() {
    Unpacked unpacked =
        unpack(
            new RawZip()
                .entry("a/", new byte[0], e -> e.mode = 040755)
                .entry("a/b.txt", "hello".getBytes(UTF_8), RawZip.deflated())
                .entry("run.sh", X, e -> e.mode = 0104755));
    assertThat(unpacked.files())
        .containsExactly(
            java.util.Map.entry("a/b.txt", "hello"), java.util.Map.entry("run.sh", "x"));
    assertThat(unpacked.executable()).containsEntry("a/b.txt", false).containsEntry("run.sh", true);
    assertThat(unpacked.report().bytes()).isEqualTo(6);
    assertThat(unpacked.report().notes()).isEmpty();
  }

  @Tag("SAFE-14")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "/abs",
        "C:\\x",
        "..\\x",
        "a/../../x",
        "./../x",
        "\\\\host\\share",
        "a\0b",
        ".git/config",
        ".GIT/hooks/post-checkout",
        "end.",
        "end ",
        "CON",
        "git~1",
        ".g\u200cit/x"
      })
  void refusesANameThatLeadsAstray(String name) {
    assertThat(reason(new RawZip().entry(name, "x"))).isEqualTo(Reason.PATH);
    assertThat(reason(new RawZip().entry(name, X, e -> e.host = 0))).isEqualTo(Reason.PATH);
  }

  @Test
  @Tag("SAFE-14")
  void refusesNamesThatAreTooLong() {
    assertThat(reason(new RawZip().entry("x".repeat(300), "x"))).isEqualTo(Reason.PATH);
    assertThat(reason(new RawZip().entry("12345678/".repeat(600) + "x", "x")))
        .isEqualTo(Reason.PATH);
  }

  @Test
  @Tag("SAFE-14")
  void refusesTwoEntriesThatWouldBeOne() {
    assertThat(reason(new RawZip().entry("a", "1").entry("a", "2"))).isEqualTo(Reason.DUPLICATE);
    assertThat(reason(new RawZip().entry("a/b", "1").entry("A/c", "2")))
        .isEqualTo(Reason.COLLISION);
    assertThat(reason(new RawZip().entry("é", "1").entry("e\u0301", "2")))
        .isEqualTo(Reason.DUPLICATE);
    assertThat(reason(new RawZip().entry("É", "1").entry("e\u0301", "2")))
        .isEqualTo(Reason.COLLISION);
    assertThat(reason(new RawZip().entry("a", "1").entry("a/b", "2"))).isEqualTo(Reason.CLASH);
    assertThat(reason(new RawZip().entry("a/b", "1").entry("a", "2"))).isEqualTo(Reason.CLASH);
    assertThat(reason(new RawZip().entry("a/", "").entry("a", "2"))).isEqualTo(Reason.CLASH);
  }

  @Test
  @Tag("SAFE-14")
  void refusesLinksAndDevices() {
    assertThat(reason(new RawZip().entry("l", X, e -> e.mode = 0120777))).isEqualTo(Reason.LINK);
    assertThat(reason(new RawZip().entry("d", X, e -> e.mode = 0020666))).isEqualTo(Reason.SPECIAL);
    assertThat(reason(new RawZip().entry("f", X, e -> e.mode = 0010666))).isEqualTo(Reason.SPECIAL);
  }

  @Test
  void showsTheEntryEscaped() {
    ArchiveRefused refused =
        Unpacked.refusal(
            ArchiveFormat.ZIP,
            new RawZip().entry("\u001b]0;x\u0007\u202ea/..", "x").bytes(),
            spool);
    assertThat(refused.entry()).contains("\\u{1b}]0;x\\u{7}\\u{202e}a/..");
  }

  @Test
  @Tag("SAFE-15")
  void unpacksNoArchiveInsideAnArchive() {
    byte[] inner = new RawZip().entry("bomb", new byte[9 << 20], RawZip.deflated()).bytes();
    assertThat(unpack(new RawZip().entry("inner.zip", inner, e -> {})).files())
        .containsOnlyKeys("inner.zip");
  }

  @Test
  @Tag("SAFE-15")
  void stopsAtABombByItsRatioBeforeItIsOut() {
    RawZip bomb = new RawZip().entry("zeros", new byte[9 << 20], RawZip.deflated());
    assertThat(reason(bomb)).isEqualTo(Reason.RATIO);
  }

  @Test
  @Tag("SAFE-15")
  void stopsAtManyCopiesOfOneBomb() {
    UnpackLimits generous =
        new UnpackLimits(100, 20 << 20, 10 << 20, 100_000, Duration.ofSeconds(20));
    RawZip bombs = new RawZip();
    for (int i = 0; i < 4; i++) {
      bombs.entry("zeros" + i, new byte[6 << 20], RawZip.deflated());
    }
    assertThat(refusal(bombs.bytes(), generous)).isEqualTo(Reason.TOTAL_SIZE);
    RawZip large = new RawZip().entry("zeros", new byte[11 << 20], RawZip.deflated());
    assertThat(refusal(large.bytes(), generous)).isEqualTo(Reason.ENTRY_SIZE);
  }

  private Reason refusal(byte[] archive, UnpackLimits limits) {
    return Unpacked.refusal(ArchiveFormat.ZIP, new ByteArrayInputStream(archive), limits, spool)
        .reason();
  }

  @Test
  @Tag("SAFE-15")
  void refusesEntriesThatOverlap() {
    byte[] kernel = RawZip.deflate(new byte[1 << 20]);
    RawZip shared =
        new RawZip()
            .entry("a", kernel, e -> {})
            .entry(
                "a",
                kernel,
                e -> {
                  e.placed = false;
                  e.offset = 0;
                });
    assertThat(reason(shared)).isEqualTo(Reason.OVERLAP);
    byte[] inner = new RawZip().entry("b", "12345").bytes();
    RawZip quoted =
        new RawZip()
            .entry("a", inner, e -> {})
            .entry(
                "b",
                "12345".getBytes(UTF_8),
                e -> {
                  e.placed = false;
                  e.offset = 31;
                });
    assertThat(reason(quoted)).isEqualTo(Reason.OVERLAP);
  }

  @Test
  @Tag("SAFE-15")
  void refusesMoreEntriesThanAllowedBeforeReadingThem() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int i = 0; i < 70_000; i++) {
        zip.putNextEntry(new ZipEntry("e" + i));
      }
    }
    byte[] many = out.toByteArray();
    assertThat(refusal(many, UnpackLimits.usual())).isEqualTo(Reason.ENTRIES);
    UnpackLimits more = new UnpackLimits(100_000, 1 << 20, 1 << 20, 50, Duration.ofMinutes(1));
    assertThat(
            Unpacked.of(ArchiveFormat.ZIP, new ByteArrayInputStream(many), more, spool)
                .report()
                .files())
        .isEqualTo(70_000);
  }

  @Test
  @Tag("SAFE-15")
  void countsDirectoriesThatAreOnlyImplied() {
    RawZip deep = new RawZip();
    for (int i = 0; i < 3; i++) {
      deep.entry((i + "/").repeat(60) + "x", "x");
    }
    assertThat(reason(deep)).isEqualTo(Reason.ENTRIES);
  }

  @Test
  @Tag("SAFE-15")
  void believesNoDeclaredSizeAndNoChecksum() {
    assertThat(reason(new RawZip().entry("a", X, e -> e.crc = 1))).isEqualTo(Reason.CORRUPT);
    assertThat(reason(new RawZip().entry("a", X, e -> e.expanded = -1))).isEqualTo(Reason.CORRUPT);
    assertThat(reason(new RawZip().entry("a", X, e -> e.packed = -1))).isEqualTo(Reason.CORRUPT);
    assertThat(
            reason(
                new RawZip()
                    .entry(
                        "a",
                        X,
                        e -> {
                          e.expanded = 5;
                          e.localExpanded = 5;
                        })))
        .isEqualTo(Reason.MISMATCH);
    assertThat(
            reason(
                new RawZip()
                    .entry(
                        "a",
                        "12345".getBytes(UTF_8),
                        RawZip.deflated()
                            .andThen(
                                e -> {
                                  e.expanded = 2;
                                  e.localExpanded = 2;
                                }))))
        .isEqualTo(Reason.MISMATCH);
    byte[] wide = RawZip.little(12).putShort((short) 1).putShort((short) 8).putLong(-1L).array();
    assertThat(
            reason(
                new RawZip()
                    .entry(
                        "a",
                        X,
                        e -> {
                          e.expanded = -1;
                          e.extra = wide;
                        })))
        .isEqualTo(Reason.CORRUPT);
    assertThat(
            reason(
                new RawZip()
                    .entry(
                        "a",
                        X,
                        e -> {
                          e.offset = 9999;
                        })))
        .isIn(Reason.JUNK, Reason.TRUNCATED);
  }

  @Test
  @Tag("SAFE-15")
  void takesZip64AndDataDescriptors() {
    byte[] wide = RawZip.little(12).putShort((short) 1).putShort((short) 8).putLong(1).array();
    assertThat(
            unpack(
                    new RawZip()
                        .entry(
                            "a",
                            X,
                            e -> {
                              e.expanded = -1;
                              e.localExpanded = -1;
                              e.extra = wide;
                            }))
                .files())
        .containsEntry("a", "x");
    assertThat(
            unpack(
                    new RawZip()
                        .entry(
                            "a",
                            X,
                            e -> {
                              e.flags |= 8;
                              e.gapAfter = new byte[16];
                            })
                        .entry("b", "y"))
                .files())
        .containsEntry("a", "x")
        .containsEntry("b", "y");
  }

  @Test
  @Tag("SAFE-15")
  void refusesALocalHeaderThatDiffersFromTheDirectory() {
    assertThat(reason(new RawZip().entry("good", X, e -> e.localName = "evil".getBytes(UTF_8))))
        .isEqualTo(Reason.MISMATCH);
    assertThat(reason(new RawZip().entry("a", X, e -> e.localExpanded = 7)))
        .isEqualTo(Reason.MISMATCH);
  }

  @Test
  @Tag("SAFE-15")
  void refusesBytesThatBelongToNoEntry() {
    byte[] script = "#!/bin/sh\n".getBytes(UTF_8);
    assertThat(reason(new RawZip().junkBefore(script).entry("a", "x"))).isEqualTo(Reason.MAGIC);
    byte[] first = new RawZip().entry("hidden", "x").bytes();
    assertThat(reason(new RawZip().junkBefore(first).entry("a", "x"))).isEqualTo(Reason.JUNK);
    assertThat(reason(new RawZip().entry("a", X, e -> e.gapAfter = script).entry("b", "x")))
        .isEqualTo(Reason.JUNK);
    byte[] whole = new RawZip().entry("a", "x").bytes();
    byte[] prepended = Arrays.copyOf(first, first.length + whole.length);
    System.arraycopy(whole, 0, prepended, first.length, whole.length);
    assertThat(Unpacked.reason(ArchiveFormat.ZIP, prepended, spool)).isEqualTo(Reason.JUNK);
    assertThat(Unpacked.reason(ArchiveFormat.ZIP, Arrays.copyOf(whole, whole.length + 3), spool))
        .isEqualTo(Reason.TRUNCATED);
    byte[] deflated = RawZip.deflate(X);
    byte[] longer = Arrays.copyOf(deflated, deflated.length + 4);
    assertThat(
            reason(
                new RawZip()
                    .entry(
                        "a",
                        X,
                        e -> {
                          e.data = longer;
                          e.packed = longer.length;
                          e.method = 8;
                        })))
        .isEqualTo(Reason.JUNK);
  }

  @Test
  @Tag("SAFE-15")
  void refusesAZipCutAnywhere() {
    byte[] whole =
        new RawZip()
            .entry("a", new byte[5000], e -> {})
            .entry("b", new byte[3000], RawZip.deflated())
            .bytes();
    for (int cut = 8; cut < whole.length; cut += 97) {
      assertThat(Unpacked.reason(ArchiveFormat.ZIP, Arrays.copyOf(whole, cut), spool))
          .isEqualTo(Reason.TRUNCATED);
    }
  }

  @Test
  @Tag("SAFE-15")
  void refusesAnyByteFlippedOrGivesTheContent() {
    byte[] whole =
        new RawZip().entry("abc", "hello hello".getBytes(UTF_8), RawZip.deflated()).bytes();
    for (int i = 0; i < whole.length; i++) {
      byte[] flipped = whole.clone();
      flipped[i] ^= (byte) 0xff;
      try {
        assertThat(Unpacked.of(ArchiveFormat.ZIP, flipped, spool).files().values())
            .allSatisfy(content -> assertThat(content).isEqualTo("hello hello"));
      } catch (ArchiveRefused refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
  }

  @Test
  @Tag("SAFE-15")
  void stopsAtTheEndOfItsTime() {
    long[] now = {0};
    Unpacker slow = new Unpacker(spool, () -> now[0] += 1_000_000_000L);
    byte[] zip = new RawZip().entry("a", "x").entry("b", "y").bytes();
    UnpackLimits second = new UnpackLimits(9, 99, 99, 9, Duration.ofSeconds(3));
    assertThatThrownBy(
            () ->
                slow.unpack(
                    ArchiveFormat.ZIP, new ByteArrayInputStream(zip), second, (p, x, b) -> {}))
        .isInstanceOfSatisfying(
            ArchiveRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.TIME));
  }

  @Test
  @Tag("SAFE-15")
  void spoolsNoMoreThanAllowed() {
    InputStream endless =
        new InputStream() {
          private long at;

          @Override
          public int read() {
            return at < 4 ? "PK\3\4".charAt((int) at++) : 0;
          }
        };
    assertThat(Unpacked.refusal(ArchiveFormat.ZIP, endless, Unpacked.SMALL, spool).reason())
        .isEqualTo(Reason.TOTAL_SIZE);
  }

  @Test
  @Tag("SAFE-16")
  void takesNoFormatThatIsNotOnTheList() {
    for (String name :
        new String[] {"a.7z", "a.arj", "a.lzma", "a.dump", "a.rar", "a.jar.pack", "zip"}) {
      assertThatThrownBy(() -> ArchiveFormat.of(name))
          .isInstanceOfSatisfying(
              ArchiveRefused.class, e -> assertThat(e.reason()).isEqualTo(Reason.FORMAT));
    }
    assertThat(ArchiveFormat.of("TP1.ZIP")).isEqualTo(ArchiveFormat.ZIP);
    assertThat(ArchiveFormat.of("a.b.tgz")).isEqualTo(ArchiveFormat.TAR_GZ);
    assertThat(ArchiveFormat.of("a.tar.xz")).isEqualTo(ArchiveFormat.TAR_XZ);
  }

  @Test
  @Tag("SAFE-16")
  void refusesADumpRenamedToZip() {
    byte[] dump = new byte[4096];
    RawZip.little(4).putInt(60012).rewind().get(dump, 24, 4);
    for (ArchiveFormat format : ArchiveFormat.values()) {
      assertThat(Unpacked.reason(format, dump, spool)).isEqualTo(Reason.MAGIC);
    }
  }

  @Test
  @Tag("SAFE-16")
  void refusesEncryptionAndOtherMethods() {
    assertThat(reason(new RawZip().entry("a", X, e -> e.flags |= 1))).isEqualTo(Reason.ENCRYPTED);
    assertThat(reason(new RawZip().entry("a", X, e -> e.method = 14))).isEqualTo(Reason.METHOD);
  }

  @ParameterizedTest
  @Tag("SAFE-17")
  @ValueSource(strings = {"IBM850", "IBM437", "ISO-8859-1"})
  void readsWesternNamesOfOldPrograms(String charset) {
    byte[] name = "été à la plage, ça brûle.txt".getBytes(Charset.forName(charset));
    Unpacked unpacked =
        unpack(
            new RawZip()
                .entry(
                    name,
                    X,
                    e -> {
                      e.flags = 0;
                      e.host = 0;
                    }));
    assertThat(unpacked.files()).containsOnlyKeys("été à la plage, ça brûle.txt");
    assertThat(unpacked.report().notes())
        .extracting(Note::kind)
        .containsExactly(Kind.CHARSET_GUESSED);
  }

  @Test
  @Tag("SAFE-17")
  void readsWhatMacOsWrites() {
    Unpacked unpacked =
        unpack(
            new RawZip()
                .entry("e\u0301.txt".getBytes(UTF_8), X, e -> e.flags = 0)
                .entry("__MACOSX/._e\u0301.txt", "x")
                .entry("d/.DS_Store", "x"));
    assertThat(unpacked.files()).containsOnlyKeys("é.txt");
    assertThat(unpacked.report().notes())
        .containsExactly(
            new Note(Kind.CHARSET_GUESSED, "e\u0301.txt", "UTF-8"),
            new Note(Kind.SKIPPED, "__MACOSX/._é.txt", ""),
            new Note(Kind.SKIPPED, "d/.DS_Store", ""));
  }

  @Test
  @Tag("SAFE-17")
  void readsBackslashesOfExplorerAsSlashes() {
    Unpacked unpacked = unpack(new RawZip().entry("TP1\\a.txt", X, e -> e.host = 0));
    assertThat(unpacked.files()).containsOnlyKeys("TP1/a.txt");
    assertThat(unpacked.report().notes()).extracting(Note::kind).containsExactly(Kind.BACKSLASHES);
    assertThat(reason(new RawZip().entry("TP1\\a.txt", "x"))).isEqualTo(Reason.PATH);
  }

  @Test
  @Tag("SAFE-17")
  void refusesANameThatClaimsUtf8AndIsNot() {
    assertThat(reason(new RawZip().entry("é".getBytes(StandardCharsets.ISO_8859_1), X, e -> {})))
        .isEqualTo(Reason.PATH);
  }

  @Test
  void passesOnWhatTheSourceAndTheSinkThrow() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };
    assertThatThrownBy(
            () ->
                new Unpacker(spool)
                    .unpack(ArchiveFormat.ZIP, broken, Unpacked.SMALL, (p, x, b) -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
    byte[] zip = new RawZip().entry("a", "x").bytes();
    assertThatThrownBy(
            () ->
                new Unpacker(spool)
                    .unpack(
                        ArchiveFormat.ZIP,
                        new ByteArrayInputStream(zip),
                        Unpacked.SMALL,
                        (p, x, b) -> {
                          throw new IOException("full");
                        }))
        .isInstanceOf(IOException.class)
        .hasMessage("full");
    assertThat(spool).isEmptyDirectory();
  }
}
