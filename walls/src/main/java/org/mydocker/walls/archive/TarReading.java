package org.mydocker.walls.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.mydocker.walls.archive.ArchiveRefused.Reason;
import org.mydocker.walls.archive.UnpackReport.Kind;
import org.tukaani.xz.SingleXZInputStream;

/**
 * Reads a tar, plain or compressed, from its first to its last byte in one pass (SAFE-14, SAFE-15).
 * One compressed member, regular files and directories only; after the end nothing but zeros.
 */
final class TarReading {
  private static final int RECORD = 512;
  private static final long FAR = 1L << 60;
  private static final int HEADERS = 256 << 10;
  private static final int PADDING = 2 << 20;

  /** What {@code xz -9} needs (64 MiB of dictionary), and a little. */
  private static final int XZ_MEMORY_KIB = 70 << 10;

  private final BufferedInputStream archive;
  private final Unpacking unpacking;
  private final LongSupplier in;

  TarReading(BufferedInputStream archive, Unpacking unpacking, LongSupplier in) {
    this.archive = archive;
    this.unpacking = unpacking;
    this.in = in;
  }

  void read(ArchiveFormat format) throws IOException {
    InputStream expanded = Broken.asRefusal("", () -> expand(format));
    Allowance allowance = new Allowance(expanded);
    TarArchiveInputStream tar = new TarArchiveInputStream(allowance, RECORD, RECORD, "UTF-8");
    long bodyEnd = 0;
    while (true) {
      allowance.allow(HEADERS);
      TarArchiveEntry entry = Broken.asRefusal("", tar::getNextEntry);
      if (entry == null) {
        break;
      }
      // What the parser may read on is bounded by what the entry declared.
      allowance.allow(Math.min(entry.getSize(), FAR) + RECORD);
      take(entry, tar);
      bodyEnd = -Math.floorDiv(-allowance.position(), (long) RECORD) * RECORD;
    }
    if (allowance.position() < bodyEnd + RECORD) {
      throw new ArchiveRefused(Reason.TRUNCATED, "the end of the archive is missing");
    }
    endsHere(allowance);
  }

  private InputStream expand(ArchiveFormat format) throws IOException {
    return switch (format) {
      case TAR -> archive;
      case TAR_GZ ->
          GzipCompressorInputStream.builder()
              .setInputStream(archive)
              .setDecompressConcatenated(false)
              .get();
      case TAR_BZ2 -> new BZip2CompressorInputStream(archive, false);
      case TAR_XZ -> new SingleXZInputStream(archive, XZ_MEMORY_KIB);
      case ZIP -> throw new IllegalArgumentException("zip is no tar");
    };
  }

  private void take(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    String name = entry.getName();
    unpacking.header(name);
    boolean directory = isDirectory(entry);
    if (name.indexOf('\ufffd') >= 0) {
      unpacking.note(Kind.CHARSET_GUESSED, name, "UTF-8");
    }
    Optional<SafePath> path = Unpacking.path(name);
    if (path.isEmpty() && !directory) {
      throw new ArchiveRefused(Reason.PATH, name, "the name is refused");
    }
    if (path.isEmpty() || unpacking.skips(path.get())) {
      unpacking.skip(name, tar, in);
    } else if (directory) {
      unpacking.directory(path.get());
      unpacking.skip(name, tar, in);
    } else {
      unpacking.file(path.get(), (entry.getMode() & 0100) != 0, tar, in);
    }
  }

  private static boolean isDirectory(TarArchiveEntry entry) {
    String name = entry.getName();
    if (entry.isSparse()) {
      throw new ArchiveRefused(Reason.SPARSE, name, "sparse files are not taken");
    }
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_OLDNORM -> name.endsWith("/");
      case TarConstants.LF_NORMAL, TarConstants.LF_CONTIG -> false;
      case TarConstants.LF_DIR -> true;
      case TarConstants.LF_LINK, TarConstants.LF_SYMLINK ->
          throw new ArchiveRefused(Reason.LINK, name, "links are not taken");
      default -> throw new ArchiveRefused(Reason.SPECIAL, name, "neither file nor directory");
    };
  }

  /** Reads to the end of the compressed data too, so that its checksum is verified. */
  private void endsHere(Allowance allowance) throws IOException {
    allowance.allow(PADDING);
    byte[] rest = new byte[8192];
    int n = 0;
    while (n >= 0) {
      for (int i = 0; i < n; i++) {
        if (rest[i] != 0) {
          throw new ArchiveRefused(Reason.JUNK, "there is something after the end");
        }
      }
      n = Broken.asRefusal("", () -> allowance.read(rest, 0, rest.length));
    }
    if (archive.read() >= 0) {
      throw new ArchiveRefused(Reason.JUNK, "a second compressed part is appended");
    }
  }
}
