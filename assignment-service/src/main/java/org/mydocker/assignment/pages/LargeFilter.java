package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.kernel.problem.Refusal;

/** Ends an upload that is larger than may be, said or not, before anything spools all of it. */
@Provider
@Large
public class LargeFilter implements ContainerRequestFilter {

  /** Under this name of the request: when it began, before its body was read (ACT-12). */
  static final String BEGUN = LargeFilter.class.getName() + ".begun";

  private static final long MOST = Uploads.LARGEST + (4L << 20);

  @Inject Clock clock;

  @Override
  public void filter(ContainerRequestContext request) {
    request.setProperty(BEGUN, clock.instant());
    if (request.getLength() > MOST) {
      throw tooLarge();
    }
    request.setEntityStream(new Bounded(request.getEntityStream()));
  }

  private static Refusal tooLarge() {
    return new Refusal("assignment.upload-too-large", 413, Map.of("limit", "200 MB"));
  }

  private static final class Bounded extends FilterInputStream {
    private long read;

    Bounded(InputStream in) {
      super(in);
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

    private void count(int n) {
      read += n;
      if (read > MOST) {
        throw tooLarge();
      }
    }
  }
}
