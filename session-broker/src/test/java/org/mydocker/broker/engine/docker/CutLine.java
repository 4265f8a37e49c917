package org.mydocker.broker.engine.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A TCP line to an engine's socket that a test can cut and mend. */
final class CutLine implements AutoCloseable {
  private final Path socket;
  private final ServerSocket door;
  private final List<AutoCloseable> open = new CopyOnWriteArrayList<>();
  private volatile boolean cut;

  CutLine(Path socket) throws IOException {
    this.socket = socket;
    this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    inBackground(this::accept);
  }

  DockerAddress address() {
    return DockerAddress.of("tcp://127.0.0.1:" + door.getLocalPort());
  }

  void cut() {
    cut = true;
    open.forEach(CutLine::closeQuietly);
    open.clear();
  }

  void mend() {
    cut = false;
  }

  @Override
  public void close() throws IOException {
    cut();
    door.close();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        if (cut) {
          client.close();
          continue;
        }
        SocketChannel engine = SocketChannel.open(StandardProtocolFamily.UNIX);
        engine.connect(UnixDomainSocketAddress.of(socket));
        open.add(client);
        open.add(engine);
        InputStream asked = client.getInputStream();
        OutputStream answered = client.getOutputStream();
        inBackground(() -> copy(asked, engine));
        inBackground(() -> copy(engine, answered));
      } catch (IOException closed) {
        return;
      }
    }
  }

  // By buffers: in Java 17 the two streams of one channel wait for each other.
  private static void copy(InputStream from, SocketChannel to) {
    byte[] part = new byte[8192];
    try {
      for (int have; (have = from.read(part)) > 0; ) {
        ByteBuffer left = ByteBuffer.wrap(part, 0, have);
        while (left.hasRemaining()) {
          to.write(left);
        }
      }
    } catch (IOException cut) {
      // As a cut line does: both ends see it by themselves.
    }
  }

  private static void copy(SocketChannel from, OutputStream to) {
    ByteBuffer part = ByteBuffer.allocate(8192);
    try {
      while (from.read(part) > 0) {
        to.write(part.array(), 0, part.position());
        to.flush();
        part.clear();
      }
    } catch (IOException cut) {
      // As above.
    }
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work, "cut-line");
    thread.setDaemon(true);
    thread.start();
  }

  private static void closeQuietly(AutoCloseable end) {
    try {
      end.close();
    } catch (Exception alreadyClosed) {
      // That is what was wished.
    }
  }
}
