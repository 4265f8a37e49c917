package org.mydocker.broker.start;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocketFactory;
import org.mydocker.broker.wire.SelfSigned;

/**
 * Asks once over a connection of its own, in HTTP or HTTPS as the gateway does (START-05): any
 * status line under 500 is an answer, a redirect too, and none is followed. A plain socket, because
 * a client with a pool would keep connections to containers that come and go. All that it waits for
 * has one time limit, however slowly what listens there drips.
 */
public final class HttpProbe implements Probe {

  private static final int LINE = 15;
  private static final SSLSocketFactory SECURE = SelfSigned.context().getSocketFactory();

  private final Duration connect;
  private final Duration answer;

  /**
   * @param answer how long the answer may take once it is connected
   */
  public HttpProbe(Duration connect, Duration answer) {
    this.connect = connect;
    this.answer = answer;
  }

  @Override
  public boolean answers(Place place, String path) {
    if (place.address().isEmpty()) {
      return false;
    }
    String address = place.address().get();
    try (Socket socket = new Bounded(answer)) {
      socket.connect(new InetSocketAddress(address, place.port()), (int) connect.toMillis());
      if (!place.secure()) {
        return answers(socket, path);
      }
      try (Socket tls = SECURE.createSocket(socket, address, place.port(), true)) {
        return answers(tls, path);
      }
    } catch (IOException notYet) {
      return false;
    }
  }

  private static boolean answers(Socket socket, String path) throws IOException {
    socket
        .getOutputStream()
        .write(
            ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    String line = new String(socket.getInputStream().readNBytes(LINE), StandardCharsets.US_ASCII);
    return line.matches("HTTP/1\\.[01] [1-4][0-9]{2}.*");
  }

  /** A socket all of whose reading has to be over at one time. */
  private static final class Bounded extends Socket {
    private final Duration limit;
    private long deadline;

    Bounded(Duration limit) {
      this.limit = limit;
    }

    @Override
    public void connect(SocketAddress address, int patience) throws IOException {
      super.connect(address, patience);
      deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read() throws IOException {
          hurry();
          return super.read();
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
          hurry();
          return super.read(into, from, most);
        }
      };
    }

    private void hurry() throws IOException {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        throw new SocketTimeoutException("no answer in time");
      }
      setSoTimeout((int) left);
    }
  }
}
