package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serial;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * The archive as it arrives: counted and bounded. Its own failing (an upload that broke off) is
 * kept apart from what decoders find wrong with the content.
 */
final class Source extends InputStream {
  /** The stream that brings the archive failed; the cause is its exception. */
  static final class SourceFailed extends IOException {
    @Serial private static final long serialVersionUID = 1;

    private final IOException failure;

    SourceFailed(IOException failure) {
      super(failure);
      this.failure = failure;
    }

    IOException failure() {
      return failure;
    }
  }

  private final InputStream in;
  private final long limit;
  private long count;

  Source(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n;
    try {
      n = in.read(buffer, offset, length);
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
    count += Math.max(n, 0);
    if (count > limit) {
      throw new ArchiveRefused(Reason.TOTAL_SIZE, "the archive is larger than " + limit + " bytes");
    }
    return n;
  }
}
