package org.mydocker.walls.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;

/**
 * A server on loopback that says what the test tells it, as badly as it likes, and counts who came.
 */
final class ScriptedServer implements AutoCloseable {
  interface Script {
    void answer(String request, OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final AtomicInteger connections = new AtomicInteger();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final List<Socket> open = new CopyOnWriteArrayList<>();

  ScriptedServer(ServerSocketFactory sockets, Script script) {
    try {
      listener = sockets.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(() -> accept(script));
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "scripted");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Script script) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        open.add(socket);
        start(() -> serve(socket, script));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket socket, Script script) {
    try (socket) {
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int c = in.read();
        if (c < 0) {
          return;
        }
        head.append((char) c);
      }
      requests.add(head.toString());
      script.answer(head.toString(), socket.getOutputStream());
      socket.getOutputStream().flush();
    } catch (IOException gone) {
      // the client hung up, as many of these tests want it to
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void say(OutputStream out, String text) throws IOException {
    out.write(text.replace("\n", "\r\n").getBytes(ISO_8859_1));
    out.flush();
  }

  static Script saying(String text) {
    return (request, out) -> say(out, text);
  }

  int port() {
    return listener.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  List<String> requests() {
    return requests;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
