package org.mydocker.broker.start;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks once over a connection of its own: any status line under 500 is an answer (START-05). A
 * plain socket, because a client with a pool would keep connections to containers that come and go.
 */
public final class HttpProbe implements Probe {

  private static final int LINE = 15;

  private final Duration connect;
  private final Duration answer;

  public HttpProbe(Duration connect, Duration answer) {
    this.connect = connect;
    this.answer = answer;
  }

  @Override
  public boolean answers(String address, int port, String path) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) connect.toMillis());
      socket.setSoTimeout((int) answer.toMillis());
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String line = new String(socket.getInputStream().readNBytes(LINE), StandardCharsets.US_ASCII);
      return line.matches("HTTP/1\\.[01] [1-4][0-9]{2}.*");
    } catch (IOException notYet) {
      return false;
    }
  }
}
