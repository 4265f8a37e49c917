package org.mydocker.broker.engine.docker;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Listens at a Unix socket, answers the paths that a test names, and says nothing to all others,
 * without ever closing the line.
 */
final class SilentEngine implements AutoCloseable {
  static final String VERSION =
      "{\"Version\":\"27.0\",\"ApiVersion\":\"1.44\",\"MinAPIVersion\":\"1.24\"}";

  private final ServerSocketChannel door;
  private final Map<String, String> answers;
  private final List<SocketChannel> callers = new CopyOnWriteArrayList<>();

  /**
   * @param answers bodies by a part of the request's first line
   */
  SilentEngine(Path socket, Map<String, String> answers) throws IOException {
    this.answers = answers;
    this.door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    door.bind(UnixDomainSocketAddress.of(socket));
    daemon(this::accept);
  }

  private void accept() {
    try {
      while (true) {
        SocketChannel caller = door.accept();
        callers.add(caller);
        daemon(() -> hear(caller));
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void hear(SocketChannel caller) {
    ByteBuffer into = ByteBuffer.allocate(1 << 16);
    try {
      int from = 0;
      while (caller.read(into) >= 0) {
        String said = new String(into.array(), from, into.position() - from, UTF_8);
        if (said.contains("\r\n\r\n")) {
          from = into.position();
          answer(caller, said.substring(0, said.indexOf("\r\n")));
        }
      }
    } catch (IOException closed) {
      return;
    }
  }

  private void answer(SocketChannel caller, String request) throws IOException {
    for (Map.Entry<String, String> known : answers.entrySet()) {
      if (request.contains(known.getKey())) {
        String body = known.getValue();
        caller.write(
            UTF_8.encode(
                "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                    + body.length()
                    + "\r\n\r\n"
                    + body));
        return;
      }
    }
  }

  private static void daemon(Runnable work) {
    Thread thread = new Thread(work, "silent-engine");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    for (SocketChannel caller : callers) {
      caller.close();
    }
  }
}
