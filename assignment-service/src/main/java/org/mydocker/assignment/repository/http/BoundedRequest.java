package org.mydocker.assignment.repository.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/** A request whose body ends with an error after so many bytes or at a point in time. */
final class BoundedRequest extends HttpServletRequestWrapper {

  private final long longest;
  private final Instant deadline;
  private final Clock clock;

  BoundedRequest(HttpServletRequest request, long longest, Instant deadline, Clock clock) {
    super(request);
    this.longest = longest;
    this.deadline = deadline;
    this.clock = clock;
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    return new Body(super.getInputStream());
  }

  private final class Body extends ServletInputStream {

    private final ServletInputStream in;
    private long count;

    Body(ServletInputStream in) {
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

    private void count(int n) throws IOException {
      count += n;
      if (count > longest) {
        throw new IOException("request body too long");
      }
      if (clock.instant().isAfter(deadline)) {
        throw new IOException("request took too long");
      }
    }

    @Override
    public boolean isFinished() {
      return in.isFinished();
    }

    @Override
    public boolean isReady() {
      return in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
