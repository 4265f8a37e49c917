package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/** A spooled zip by position: little-endian pieces of it, and streams over ranges. */
final class ZipBytes {
  private final FileChannel file;
  private final long size;

  ZipBytes(FileChannel file) throws IOException {
    this.file = file;
    this.size = file.size();
  }

  long size() {
    return size;
  }

  /** Exactly these bytes; refused as truncated if the file has not so many. */
  ByteBuffer at(long position, int length) throws IOException {
    if (position < 0 || position > size - length) {
      throw new ArchiveRefused(Reason.TRUNCATED, "points outside of itself");
    }
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new IOException("the spool file was cut");
      }
    }
    return bytes.flip();
  }

  InputStream range(long from, long length) {
    return new InputStream() {
      private long position = from;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] buffer, int offset, int wanted) throws IOException {
        int n = (int) Math.min(wanted, from + length - position);
        if (n <= 0) {
          return wanted == 0 ? 0 : -1;
        }
        int got = file.read(ByteBuffer.wrap(buffer, offset, n), position);
        position += Math.max(got, 0);
        return got;
      }
    };
  }
}
