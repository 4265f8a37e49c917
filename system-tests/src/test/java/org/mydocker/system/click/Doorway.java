package org.mydocker.system.click;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The origin of one session as the wire sees it: the host name goes into the head and the
 * connection to this machine, whatever the name resolves to.
 */
public final class Doorway {

  private static final Pattern COOKIE =
      Pattern.compile("(?im)^set-cookie: ([^=\r\n]+)=([^;\r\n]*)");

  private final int port;
  private final String host;

  private Doorway(int port, String host) {
    this.port = port;
    this.host = host;
  }

  /**
   * @param listens the port of this machine
   * @param origin of the session, as a browser has it
   */
  public static Doorway at(int listens, URI origin) {
    return new Doorway(listens, origin.getRawAuthority());
  }

  public String origin() {
    return "http://" + host;
  }

  /** Goes in by the address that has a ticket in it; the cookie that comes back, as it is sent. */
  public Optional<String> enter(URI entrance) {
    Wire.Answer answer = Wire.get(port, host, entrance.getRawPath() + "?" + entrance.getRawQuery());
    return answer.status() == 303 ? cookie(answer, "__Host-") : Optional.empty();
  }

  public Wire.Answer get(String path, String cookies) {
    return Wire.get(port, host, path, "Cookie: " + cookies);
  }

  /** Posts as a page of that origin does, with Jupyter's own token. */
  public Wire.Answer post(String path, String cookies, String origin, String... head) {
    List<String> lines = new ArrayList<>(List.of(head));
    lines.add("Cookie: " + cookies);
    lines.add("Origin: " + origin);
    lines.add("Content-Length: 0");
    lines.add("Connection: close");
    return send("POST " + path, lines);
  }

  /** A kernel of its Jupyter; the path of the kernel's socket. */
  public String kernel(String pass) {
    Wire.Answer page = get("/tree", pass);
    List<String> jar = new ArrayList<>(List.of(pass));
    String token = "";
    Matcher set = COOKIE.matcher(page.head());
    while (set.find()) {
      jar.add(set.group(1) + "=" + set.group(2));
      if (set.group(1).equals("_xsrf")) {
        token = set.group(2);
      }
    }
    Wire.Answer made =
        post("/api/kernels", String.join("; ", jar), origin(), "X-XSRFToken: " + token);
    Matcher id = Pattern.compile("\"id\": *\"([0-9a-f-]{36})\"").matcher(made.body());
    if (!id.find()) {
      throw new AssertionError("no kernel: " + made);
    }
    return "/api/kernels/" + id.group(1) + "/channels";
  }

  /** Asks for a WebSocket and keeps it. */
  public Tunnel socket(String path, String cookies, String origin) {
    List<String> head =
        List.of(
            "GET " + path + " HTTP/1.1",
            "Host: " + host,
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
            "Cookie: " + cookies,
            "Origin: " + origin);
    try {
      Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket
          .getOutputStream()
          .write((String.join("\r\n", head) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      socket.setSoTimeout(20_000);
      return new Tunnel(socket, Integer.parseInt(Wire.head(socket.getInputStream()).split(" ")[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Wire.Answer send(String what, List<String> lines) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return Wire.ask(
          socket,
          what + " HTTP/1.1\r\nHost: " + host + "\r\n" + String.join("\r\n", lines) + "\r\n\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first cookie that an answer sets with such a name, as a browser sends it back. */
  static Optional<String> cookie(Wire.Answer answer, String prefix) {
    Matcher set = COOKIE.matcher(answer.head());
    while (set.find()) {
      if (set.group(1).toLowerCase(Locale.ROOT).startsWith(prefix.toLowerCase(Locale.ROOT))) {
        return Optional.of(set.group(1) + "=" + set.group(2));
      }
    }
    return Optional.empty();
  }

  /** A WebSocket, or what was answered instead of one. */
  public static final class Tunnel implements AutoCloseable {
    private final Socket socket;
    private final int status;

    private Tunnel(Socket socket, int status) {
      this.socket = socket;
      this.status = status;
    }

    public int status() {
      return status;
    }

    /** Whether it ends within that time. */
    public boolean endsWithin(Duration time) {
      long end = System.nanoTime() + time.toNanos();
      byte[] frames = new byte[4096];
      try {
        InputStream in = socket.getInputStream();
        while (System.nanoTime() < end) {
          socket.setSoTimeout((int) Math.max(1, (end - System.nanoTime()) / 1_000_000));
          if (in.read(frames) < 0) {
            return true;
          }
        }
        return false;
      } catch (SocketTimeoutException stillOpen) {
        return false;
      } catch (IOException cut) {
        return true;
      }
    }

    @Override
    public void close() {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
