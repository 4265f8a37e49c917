package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * The content of one entry, counted while it is read. What breaks inside the archive rises as an
 * {@link ArchiveRefused}, so that a sink cannot take it for a failure of its own.
 */
final class BoundedBody extends InputStream {
  private final String entry;
  private final InputStream content;
  private final LongSupplier in;
  private final Unpacking unpacking;
  private long read;
  private boolean ended;

  BoundedBody(String entry, InputStream content, LongSupplier in, Unpacking unpacking) {
    this.entry = entry;
    this.content = content;
    this.in = in;
    this.unpacking = unpacking;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (ended) {
      return -1;
    }
    int n = Broken.asRefusal(entry, () -> content.read(buffer, offset, length));
    if (n < 0) {
      ended = true;
    } else {
      read += n;
      unpacking.count(entry, n, read, in.getAsLong());
    }
    return n;
  }

  void drain() throws IOException {
    byte[] away = new byte[8192];
    while (read(away, 0, away.length) >= 0) {
      // counted by read
    }
  }

  /** Closing does not close the archive. */
  @Override
  public void close() {}
}
