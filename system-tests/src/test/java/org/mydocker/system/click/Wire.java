package org.mydocker.system.click;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One request written by hand to a port of this machine, or over a connection that is there: with
 * any Host, and with no cookie but those given, as no browser would send it.
 */
public final class Wire {

  private static final int PATIENCE_MILLIS = 20_000;

  private Wire() {}

  public record Answer(int status, String head, String body) {
    public boolean says(String text) {
      return head.toLowerCase(Locale.ROOT).contains(text) || body.contains(text);
    }
  }

  /** Reads a path; {@code head} are further lines of the request's head. */
  static Answer get(int port, String host, String path, String... head) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return get(socket, host, path, head);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same over this connection, such as one with TLS; it is of no use afterwards. */
  public static Answer get(Socket socket, String host, String path, String... head)
      throws IOException {
    StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: " + host);
    for (String line : head) {
      request.append("\r\n").append(line);
    }
    if (!request.toString().contains("\r\nConnection: ")) {
      request.append("\r\nConnection: close");
    }
    return ask(socket, request.append("\r\n\r\n").toString());
  }

  /** Asks for a WebSocket. */
  static Answer upgrade(int port, String host, String path, String... head) {
    String[] lines = new String[head.length + 4];
    lines[0] = "Connection: Upgrade";
    lines[1] = "Upgrade: websocket";
    lines[2] = "Sec-WebSocket-Version: 13";
    lines[3] = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
    System.arraycopy(head, 0, lines, 4, head.length);
    return get(port, host, path, lines);
  }

  static Answer ask(Socket socket, String request) throws IOException {
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    String head = head(socket.getInputStream());
    int status = Integer.parseInt(head.split(" ", 3)[1]);
    String body =
        status == 101 || head.toLowerCase(Locale.ROOT).contains("\r\nconnection: upgrade")
            ? ""
            : rest(socket.getInputStream(), head);
    return new Answer(status, head, body);
  }

  static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the answer ended in its head: " + head);
      }
      head.write(next);
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  /** As long as the head says, or to the end. */
  private static String rest(InputStream in, String head) throws IOException {
    for (String line : head.split("\r\n")) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        int length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
      }
    }
    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
  }
}
