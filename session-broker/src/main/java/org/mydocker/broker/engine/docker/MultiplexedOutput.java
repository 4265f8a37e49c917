package org.mydocker.broker.engine.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.mydocker.broker.engine.ProgramOutput;

/**
 * The two streams of a program as Docker sends them on one line: frames of eight bytes of header
 * (which stream, how long) and their content. Reading the output lays aside what comes of the
 * complaints meanwhile. Failures of the line are told apart from those of who reads.
 */
final class MultiplexedOutput extends InputStream implements ProgramOutput {
  private static final int COMPLAINTS_LIMIT = 32 << 20;
  private static final int STDERR = 2;

  /** The line itself failed. */
  static final class LineBroken extends IOException {
    LineBroken(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final InputStream frames;
  private final ByteArrayOutputStream complaints = new ByteArrayOutputStream();
  private long left;
  private boolean ended;

  MultiplexedOutput(InputStream frames) {
    this.frames = frames;
  }

  @Override
  public InputStream output() {
    return this;
  }

  @Override
  public byte[] complaints() {
    return complaints.toByteArray();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      while (left == 0 && !ended) {
        nextFrame();
      }
      if (ended) {
        return -1;
      }
      int have = frames.read(into, offset, (int) Math.min(length, left));
      if (have < 0) {
        throw new EOFException("inside a frame");
      }
      left -= have;
      return have;
    } catch (IOException broken) {
      throw new LineBroken("the stream of the program broke", broken);
    }
  }

  private void nextFrame() throws IOException {
    byte[] header = frames.readNBytes(8);
    if (header.length < 8) {
      ended = true;
      return;
    }
    int size = ByteBuffer.wrap(header).getInt(4);
    if (size < 0) {
      throw new IOException("a frame of more than 2 GiB");
    }
    if (header[0] != STDERR) {
      left = size;
      return;
    }
    if (complaints.size() + (long) size > COMPLAINTS_LIMIT) {
      throw new IOException("the program complains too much");
    }
    complaints.writeBytes(frames.readNBytes(size));
  }
}
