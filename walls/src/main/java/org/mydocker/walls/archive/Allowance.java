package org.mydocker.walls.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * A stream from which a parser may read only so much before it asks anew. It bounds what a parser
 * takes into memory on the word of a header: a name of 10 GB ends here.
 */
final class Allowance extends FilterInputStream {
  private long left;
  private long position;

  Allowance(InputStream in) {
    super(in);
  }

  void allow(long bytes) {
    left = bytes;
  }

  long position() {
    return position;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, (int) Math.min(length, left + 1));
    position += Math.max(n, 0);
    left -= Math.max(n, 0);
    if (left < 0) {
      throw new ArchiveRefused(Reason.CORRUPT, "a header is too long");
    }
    return n;
  }

  @Override
  public long skip(long count) throws IOException {
    byte[] away = new byte[(int) Math.min(count, 8192)];
    return Math.max(read(away, 0, away.length), 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
