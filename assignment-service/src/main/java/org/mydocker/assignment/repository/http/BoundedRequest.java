package org.mydocker.assignment.repository.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/**
 * A request whose body ends with an error after so many bytes or so much time. A compressed body is
 * inflated here, so that what is counted is what is read and a small bomb is a large body.
 */
final class BoundedRequest extends HttpServletRequestWrapper {

  private static final String ENCODING = "Content-Encoding";

  private final long longest;
  private final Duration limit;
  private final Transfer transfer;

  BoundedRequest(HttpServletRequest request, long longest, Duration limit, Transfer transfer) {
    super(request);
    this.longest = longest;
    this.limit = limit;
    this.transfer = transfer;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    ServletInputStream sent = super.getInputStream();
    return new Body(sent, compressed() ? new GZIPInputStream(sent) : sent);
  }

  @Override
  public String getHeader(String name) {
    return ENCODING.equalsIgnoreCase(name) ? null : super.getHeader(name);
  }

  private boolean compressed() {
    String encoding = super.getHeader(ENCODING);
    return "gzip".equalsIgnoreCase(encoding) || "x-gzip".equalsIgnoreCase(encoding);
  }

  private final class Body extends ServletInputStream {

    private final ServletInputStream sent;
    private final InputStream in;
    private long count;

    Body(ServletInputStream sent, InputStream in) {
      this.sent = sent;
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      int b = in.read();
      count(b < 0 ? 0 : 1);
      return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    /** JGit asks this to tell a pack that is too large from one that ended. */
    @Override
    public int available() throws IOException {
      return in.available();
    }

    private void count(int n) throws IOException {
      count += n;
      if (count > longest) {
        throw new IOException("request body too long");
      }
      if (transfer.lasting().compareTo(limit) > 0) {
        throw new IOException("request took too long");
      }
    }

    @Override
    public boolean isFinished() {
      return sent.isFinished();
    }

    @Override
    public boolean isReady() {
      return sent.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      sent.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
