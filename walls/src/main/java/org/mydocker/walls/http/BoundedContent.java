package org.mydocker.walls.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A response body that ends in a failure instead of beyond its limit. */
final class BoundedContent extends FilterInputStream {
  private final Exchange exchange;
  private final long limit;
  private long read;

  BoundedContent(InputStream content, Exchange exchange, long limit) {
    super(content);
    this.exchange = exchange;
    this.limit = limit;
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
      throw exchange.failed(e);
    }
    read += Math.max(n, 0);
    if (read > limit) {
      exchange.close();
      throw new OutboundFailed(
          OutboundFailed.Reason.TOO_LARGE, "more than " + limit + " bytes came back");
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
