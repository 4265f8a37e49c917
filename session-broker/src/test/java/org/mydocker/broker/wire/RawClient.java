package org.mydocker.broker.wire;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A client that sends exactly the bytes it is given, the malformed ones too. */
public final class RawClient implements AutoCloseable {
  /** An answer with its body read; header names in lower case. */
  public record Answer(int status, List<String> lines, byte[] bytes) {
    public String body() {
      return new String(bytes, StandardCharsets.UTF_8);
    }

    public List<String> all(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .toList();
    }

    public Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }
  }

  private final Socket socket;
  private final InputStream in;

  public RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    in = new BufferedInputStream(socket.getInputStream());
  }

  /** One request, its lines parted by newlines in the text, answered on a connection of its own. */
  public static Answer ask(int port, String request) throws IOException {
    try (RawClient client = new RawClient(port)) {
      client.send(request.replace("\n", "\r\n"));
      return client.answer();
    }
  }

  public void send(String text) throws IOException {
    send(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public void send(byte[] bytes) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(bytes);
    out.flush();
  }

  public void finishSending() throws IOException {
    socket.shutdownOutput();
  }

  /** Goes away without a word. */
  public void leave() throws IOException {
    socket.close();
  }

  public Answer answer() throws IOException {
    Answer head = head();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (head.header("transfer-encoding").isPresent()) {
      for (byte[] chunk = chunk(); chunk.length > 0; chunk = chunk()) {
        body.write(chunk);
      }
    } else if (head.header("content-length").isPresent()) {
      body.write(read(Integer.parseInt(head.header("content-length").get())));
    } else if (head.status() >= 200 && head.status() != 204 && head.status() != 304) {
      in.transferTo(body);
    }
    return new Answer(head.status(), head.lines(), body.toByteArray());
  }

  /** Only the head; the body can be read after it. */
  public Answer head() throws IOException {
    String status = line();
    List<String> lines = new ArrayList<>();
    for (String line = line(); !line.isEmpty(); line = line()) {
      lines.add(line);
    }
    return new Answer(Integer.parseInt(status.split(" ", -1)[1]), lines, new byte[0]);
  }

  public byte[] chunk() throws IOException {
    byte[] chunk = read(Integer.parseInt(line(), 16));
    line();
    return chunk;
  }

  public byte[] read(int count) throws IOException {
    byte[] bytes = in.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("closed after " + bytes.length + " of " + count);
    }
    return bytes;
  }

  /** Whether the other side has closed; waits for it. */
  public boolean isClosedByPeer() throws IOException {
    try {
      return in.read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  public String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("closed");
      }
      if (c != '\r') {
        line.write(c);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
