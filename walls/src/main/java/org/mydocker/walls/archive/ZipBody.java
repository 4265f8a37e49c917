package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/** The content of a zip entry, held against the size and the checksum that the directory told. */
final class ZipBody extends InputStream {
  private final InputStream content;
  private final Inflater inflater;
  private final ZipRecord entry;
  private final String name;
  private final CRC32 crc = new CRC32();
  private long read;

  private ZipBody(InputStream content, Inflater inflater, ZipRecord entry, String name) {
    this.content = content;
    this.inflater = inflater;
    this.entry = entry;
    this.name = name;
  }

  static ZipBody stored(InputStream packed, ZipRecord entry, String name) {
    return new ZipBody(packed, new Inflater(true), entry, name);
  }

  static ZipBody deflated(InputStream packed, ZipRecord entry, String name) {
    Inflater inflater = new Inflater(true);
    return new ZipBody(new InflaterInputStream(packed, inflater, 8192), inflater, entry, name);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = content.read(buffer, offset, length);
    if (n >= 0) {
      read += n;
      crc.update(buffer, offset, n);
    }
    if (read > entry.expanded() || (n < 0 && read != entry.expanded())) {
      throw new ArchiveRefused(Reason.MISMATCH, name, "has another size than it says");
    }
    if (n < 0 && (int) crc.getValue() != entry.crc()) {
      throw new ArchiveRefused(Reason.CORRUPT, name, "has another checksum than it says");
    }
    if (n < 0 && inflater.getBytesRead() != 0 && inflater.getBytesRead() != entry.packed()) {
      throw new ArchiveRefused(Reason.JUNK, name, "there are bytes after its data");
    }
    return n;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    content.close();
  }
}
