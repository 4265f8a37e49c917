package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.mydocker.walls.archive.ArchiveRefused.Reason;
import org.mydocker.walls.archive.UnpackReport.Kind;

/**
 * Reads a spooled zip whose two descriptions, central directory and local headers, must agree and
 * whose entries must tile the file: from byte 0, none overlapping, nothing in between (SAFE-15).
 */
final class ZipReading {
  private static final int LOCAL = 30;
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;

  private final ZipBytes zip;
  private final Unpacking unpacking;

  ZipReading(ZipBytes zip, Unpacking unpacking) {
    this.zip = zip;
    this.unpacking = unpacking;
  }

  void read() throws IOException {
    ZipDirectory directory = ZipDirectory.read(zip, unpacking.limits().entries());
    checkTiling(directory);
    for (ZipRecord entry : directory.records()) {
      take(entry);
    }
  }

  private void checkTiling(ZipDirectory directory) throws IOException {
    List<ZipRecord> placed =
        directory.records().stream().sorted(Comparator.comparingLong(ZipRecord::offset)).toList();
    long end = 0;
    boolean descriptor = false;
    for (ZipRecord entry : placed) {
      checkGap(entry.offset() - end, descriptor, name(entry));
      if (entry.packed() > zip.size()) {
        throw new ArchiveRefused(Reason.TRUNCATED, name(entry), "is longer than the archive");
      }
      end = dataStart(entry) + entry.packed();
      descriptor = entry.sizesFollow();
      unpacking.checkTime();
    }
    checkGap(directory.start() - end, descriptor, "");
  }

  /** A data descriptor has 12 or 16 bytes, with ZIP64 20 or 24. */
  private static void checkGap(long gap, boolean descriptor, String entry) {
    if (gap < 0) {
      throw new ArchiveRefused(Reason.OVERLAP, entry, "shares bytes with another entry");
    }
    boolean fits = descriptor ? gap == 12 || gap == 16 || gap == 20 || gap == 24 : gap == 0;
    if (!fits) {
      throw new ArchiveRefused(Reason.JUNK, entry, "there are bytes that belong to no entry");
    }
  }

  /** Where the data begin, after the local header was held against the directory. */
  private long dataStart(ZipRecord entry) throws IOException {
    ByteBuffer local = zip.at(entry.offset(), LOCAL);
    if (local.getInt(0) != LOCAL_SIGNATURE) {
      throw new ArchiveRefused(Reason.CORRUPT, name(entry), "has no local header");
    }
    int nameLength = local.getShort(26) & 0xffff;
    ByteBuffer localName = zip.at(entry.offset() + LOCAL, nameLength);
    boolean same =
        Arrays.equals(localName.array(), entry.rawName())
            && (local.getShort(8) & 0xffff) == entry.method()
            && ((local.getShort(6) ^ entry.flags()) & 0x2849) == 0
            && (entry.sizesFollow() || sameSizes(local, entry));
    if (!same) {
      throw new ArchiveRefused(
          Reason.MISMATCH, name(entry), "is described in two ways that differ");
    }
    return entry.offset() + LOCAL + nameLength + (local.getShort(28) & 0xffff);
  }

  private static boolean sameSizes(ByteBuffer local, ZipRecord entry) {
    return local.getInt(14) == entry.crc()
        && sameSize(local.getInt(18), entry.packed())
        && sameSize(local.getInt(22), entry.expanded());
  }

  /** Either equal, or the 32 bits say "see ZIP64", where the directory's word is taken. */
  private static boolean sameSize(int local, long central) {
    return local == -1 || (local & 0xffffffffL) == central;
  }

  private void take(ZipRecord entry) throws IOException {
    String name = name(entry);
    unpacking.header(name);
    boolean directory = checkKind(entry, name);
    Optional<SafePath> path = Unpacking.path(name);
    if (path.isEmpty() && !directory) {
      throw new ArchiveRefused(Reason.PATH, name, "the name is refused");
    }
    if (path.isEmpty() || unpacking.skips(path.get())) {
      return;
    }
    noteName(entry, name);
    if (directory) {
      unpacking.directory(path.get());
      return;
    }
    try (ZipBody body = body(entry, name)) {
      unpacking.file(path.get(), (entry.mode() & 0100) != 0, body, entry::packed);
    }
  }

  private void noteName(ZipRecord entry, String name) {
    ZipNames names = ZipNames.of(entry);
    names.guessed().ifPresent(charset -> unpacking.note(Kind.CHARSET_GUESSED, name, charset));
    if (names.name().indexOf('\\') >= 0) {
      unpacking.note(Kind.BACKSLASHES, name, "");
    }
  }

  private static String name(ZipRecord entry) {
    String name = ZipNames.of(entry).name();
    return entry.fromWindows() ? name.replace('\\', '/') : name;
  }

  /** Whether it is a directory; refuses what is neither that nor a plain file. */
  private static boolean checkKind(ZipRecord entry, String name) {
    if (entry.encrypted()) {
      throw new ArchiveRefused(Reason.ENCRYPTED, name, "is encrypted");
    }
    int type = entry.mode() & 0170000;
    boolean directory =
        name.endsWith("/") || type == 0040000 || (type == 0 && (entry.attributes() & 0x10) != 0);
    if (type == 0120000) {
      throw new ArchiveRefused(Reason.LINK, name, "links are not taken");
    }
    if (type != 0 && type != 0100000 && type != 0040000) {
      throw new ArchiveRefused(Reason.SPECIAL, name, "neither file nor directory");
    }
    if (directory && entry.expanded() != 0) {
      throw new ArchiveRefused(Reason.MISMATCH, name, "is a directory and has content");
    }
    return directory;
  }

  private ZipBody body(ZipRecord entry, String name) throws IOException {
    InputStream packed = zip.range(dataStart(entry), entry.packed());
    return switch (entry.method()) {
      case STORED -> ZipBody.stored(packed, entry, name);
      case DEFLATED -> ZipBody.deflated(packed, entry, name);
      default ->
          throw new ArchiveRefused(
              Reason.METHOD, name, "compression method " + entry.method() + " is not taken");
    };
  }
}
