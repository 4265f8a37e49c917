package org.mydocker.broker.start;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.broker.wire.SelfMade;

/** What a real port says, and what that means for readiness. */
class HttpProbeTest {

  private static final String HERE = "127.0.0.1";
  private final HttpProbe probe = new HttpProbe(Duration.ofSeconds(20), Duration.ofSeconds(20));
  private final HttpProbe hurried = new HttpProbe(Duration.ofSeconds(2), Duration.ofMillis(1500));

  @Tag("START-05")
  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK, true",
    "HTTP/1.0 404 Not Found, true",
    "HTTP/1.1 403 Forbidden, true",
    "HTTP/1.1 502 Bad Gateway, false",
    "HTTP/1.1 503 Service Unavailable, false",
    "SSH-2.0-OpenSSH_9.6, false"
  })
  void takesAnyStatusUnder500ForAnAnswer(String line, boolean ready) throws IOException {
    try (Answering server = new Answering(new ServerSocket(0, 5, host()), line + "\r\n\r\n")) {
      assertThat(probe.answers(at(server.port()), "/tree")).isEqualTo(ready);
      assertThat(server.asked).startsWith("GET /tree HTTP/1.1\r\n");
    }
  }

  @Test
  void takesARedirectForAnAnswerAndDoesNotFollowIt() throws IOException {
    try (Answering elsewhere = new Answering(new ServerSocket(0, 5, host()), "HTTP/1.1 200 OK");
        Answering server =
            new Answering(
                new ServerSocket(0, 5, host()),
                "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                    + elsewhere.port()
                    + "/\r\n\r\n")) {
      assertThat(probe.answers(at(server.port()), "/")).isTrue();
      assertThat(server.callers).hasValue(1);
      assertThat(elsewhere.callers).hasValue(0);
    }
  }

  @Test
  void isNotReadyWhereNobodyListens() throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 5, host())) {
      closed = socket.getLocalPort();
    }
    assertThat(probe.answers(at(closed), "/")).isFalse();
  }

  @Test
  @Timeout(20)
  void doesNotWaitForOneThatDripsLongerThanForASilentOne() throws IOException {
    try (Dripping server = new Dripping(new ServerSocket(0, 5, host()))) {
      long begun = System.nanoTime();
      assertThat(hurried.answers(at(server.port()), "/")).isFalse();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(6));
    }
  }

  @Tag("START-05")
  @Test
  @Tag("slow")
  void asksByHttpsWhereThePlaceSaysSoWhoeverSignedTheCertificate(@TempDir Path folder)
      throws Exception {
    ServerSocket door =
        SelfMade.in(folder, "container")
            .trusting()
            .getServerSocketFactory()
            .createServerSocket(0, 5, host());
    try (Answering server = new Answering(door, "HTTP/1.1 302 Found\r\n\r\n")) {
      Place secure = new Place(new ContainerId("one"), Optional.of(HERE), server.port(), true);
      assertThat(probe.answers(secure, "/tree")).isTrue();
      assertThat(server.asked).startsWith("GET /tree HTTP/1.1\r\n");
      assertThat(probe.answers(at(server.port()), "/tree")).as("in plain HTTP").isFalse();
    }
  }

  @Test
  @Timeout(20)
  void takesAPlainPortForNoAnswerByHttpsAndWaitsNoLongerForASilentOne() throws IOException {
    try (Answering plain =
            new Answering(new ServerSocket(0, 5, host()), "HTTP/1.1 200 OK\r\n\r\n");
        ServerSocket silent = new ServerSocket(0, 5, host())) {
      for (int port : new int[] {plain.port(), silent.getLocalPort()}) {
        Place secure = new Place(new ContainerId("one"), Optional.of(HERE), port, true);
        assertThat(hurried.answers(secure, "/")).isFalse();
      }
    }
  }

  private static Place at(int port) {
    return new Place(new ContainerId("one"), Optional.of(HERE), port);
  }

  private static InetAddress host() throws IOException {
    return InetAddress.getByName(HERE);
  }

  /** Says the same to everybody, after it heard a request; counts who came. */
  private static class Answering implements AutoCloseable {
    final AtomicInteger callers = new AtomicInteger();
    volatile String asked = "";
    private final ServerSocket door;
    private final String answer;

    Answering(ServerSocket door, String answer) {
      this.door = door;
      this.answer = answer;
      Thread thread = new Thread(this::serve, "answering");
      thread.setDaemon(true);
      thread.start();
    }

    private void serve() {
      while (!door.isClosed()) {
        try (Socket caller = door.accept()) {
          callers.incrementAndGet();
          speak(caller);
        } catch (IOException wentAway) {
          continue;
        }
      }
    }

    void speak(Socket caller) throws IOException {
      byte[] head = new byte[1000];
      int length = caller.getInputStream().read(head);
      String said = new String(head, 0, Math.max(0, length), US_ASCII);
      if (said.startsWith("GET ")) {
        asked = said;
      }
      caller.getOutputStream().write(answer.getBytes(US_ASCII));
    }

    int port() {
      return door.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      door.close();
    }
  }

  /** One byte of a status line each half second, so that no single read is ever too late. */
  private static final class Dripping extends Answering {
    private final CountDownLatch never = new CountDownLatch(1);

    Dripping(ServerSocket door) {
      super(door, "");
    }

    @Override
    void speak(Socket caller) throws IOException {
      for (byte one : "HTTP/1.1 200 OK\r\n".getBytes(US_ASCII)) {
        caller.getOutputStream().write(one);
        try {
          if (never.await(500, TimeUnit.MILLISECONDS)) {
            return;
          }
        } catch (InterruptedException over) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }
}
