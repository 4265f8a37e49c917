package org.mydocker.broker.home;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/**
 * Changes as the helper reads them: a line, the path, and the content of the announced size; "end"
 * at the end. A content that is shorter or longer than it said breaks the stream before the end, so
 * that the helper applies nothing.
 */
final class ChangeStream extends InputStream {
  private static final byte[] END = "end\n".getBytes(StandardCharsets.UTF_8);

  private final Iterator<Change> changes;
  private InputStream part = InputStream.nullInputStream();
  private Content next;
  private long left;
  private boolean inContent;
  private boolean ended;

  ChangeStream(Changes changes) {
    this.changes = changes.list().iterator();
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
    for (; ; ) {
      int have = part.read(into, offset, length);
      if (have > 0) {
        count(have);
        return have;
      }
      if (!advance()) {
        return -1;
      }
    }
  }

  @Override
  public void close() throws IOException {
    part.close();
  }

  private void count(int have) throws IOException {
    left -= have;
    if (inContent && left < 0) {
      throw new IOException("a content is longer than it said");
    }
  }

  private boolean advance() throws IOException {
    if (inContent && left > 0) {
      throw new IOException("a content is shorter than it said");
    }
    part.close();
    inContent = next != null;
    if (inContent) {
      left = next.size();
      part = next.open();
      next = null;
      return true;
    }
    if (ended) {
      return false;
    }
    if (changes.hasNext()) {
      part = new ByteArrayInputStream(head(changes.next()));
    } else {
      part = new ByteArrayInputStream(END);
      ended = true;
    }
    return true;
  }

  private byte[] head(Change change) {
    int length = change.path().getBytes(StandardCharsets.UTF_8).length;
    String line;
    if (change instanceof Change.Put put) {
      next = put.content();
      line =
          "put %s %s %d %d\n"
              .formatted(
                  put.executable() ? "x" : "-",
                  put.expected().map(FileHash::hex).orElse("absent"),
                  next.size(),
                  length);
    } else {
      line = "delete - %s - %d\n".formatted(((Change.Delete) change).expected(), length);
    }
    return (line + change.path()).getBytes(StandardCharsets.UTF_8);
  }
}
