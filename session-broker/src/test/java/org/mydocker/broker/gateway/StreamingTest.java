package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.PooledByteBufAllocator;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.mydocker.broker.wire.RawClient;
import org.mydocker.broker.wire.RawClient.Answer;

@Tag("GATE-01")
@Tag("slow")
@Isolated("it measures")
class StreamingTest {
  private Trial trial;

  @BeforeEach
  void start() {
    trial = new Trial(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void anEventStreamIsOpenBeforeItsFirstEventAndEachEventComesAtOnce() throws IOException {
    Promise<HttpServerResponse> stream = Promise.promise();
    trial.container(
        "abc",
        request -> {
          request.response().setChunked(true).putHeader("content-type", "text/event-stream");
          request.response().writeHead().onSuccess(sent -> stream.complete(request.response()));
        });
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "GET /events HTTP/1.1\n" + trial.browser("abc") + "\n");
      assertThat(client.head().header("content-type")).hasValue("text/event-stream");
      HttpServerResponse events = Trial.await(stream.future());
      for (int i = 0; i < 3; i++) {
        events.write("data: " + i + "\n\n");
        assertThat(new String(client.chunk(), StandardCharsets.UTF_8))
            .isEqualTo("data: " + i + "\n\n");
      }
      AtomicBoolean gone = new AtomicBoolean();
      events.closeHandler(closed -> gone.set(true));
      client.leave();
      Trial.until(gone::get);
    }
  }

  @Test
  void anUploadReachesTheContainerPieceByPiece() throws IOException {
    AtomicLong arrived = new AtomicLong();
    trial.container(
        "abc",
        request -> {
          request.handler(piece -> arrived.addAndGet(piece.length()));
          request.endHandler(end -> request.response().end("all " + arrived.get()));
        });
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "PUT /f HTTP/1.1\n" + trial.browser("abc") + "Transfer-Encoding: chunked\n\n");
      send(client, "5\nhello\n");
      Trial.until(() -> arrived.get() == 5);
      send(client, "6\n world\n0\n\n");
      assertThat(client.answer().body()).isEqualTo("all 11");
    }
  }

  @Test
  void aContainerThatDoesNotReadHoldsTheBrowserBack() throws Exception {
    trial.container("abc", request -> request.pause());
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "PUT /f HTTP/1.1\n" + trial.browser("abc") + "Content-Length: 1000000000\n\n");
      AtomicLong sent = new AtomicLong();
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(() -> sendUntilCut(client, new byte[1 << 16], sent));
      long stuck = steady(sent);
      assertThat(stuck).isLessThan(40L << 20);
      assertThat(sending).isNotDone();
      client.leave();
      sending.join();
    }
  }

  @Test
  void aBrowserThatDoesNotReadHoldsTheContainerBack() throws IOException {
    AtomicLong written = new AtomicLong();
    trial.container(
        "abc",
        request -> {
          request.response().setChunked(true);
          fill(request.response(), written);
        });
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "GET /endless HTTP/1.1\n" + trial.browser("abc") + "\n");
      client.head();
      assertThat(steady(written)).isLessThan(40L << 20);
      client.chunk();
    }
  }

  @Test
  void memoryStaysFlatWhileMuchIsUploaded() throws IOException {
    assertThat(uploaded(trial, 200L << 20)).isLessThan(64L << 20);
  }

  /** Uploads so many bytes; gives by how much the memory in use grew at most on the way. */
  static long uploaded(Trial trial, long size) throws IOException {
    AtomicLong arrived = new AtomicLong();
    trial.container(
        "big",
        request -> {
          request.handler(piece -> arrived.addAndGet(piece.length()));
          request.endHandler(end -> request.response().end("" + arrived.get()));
        });
    long before = memoryInUse();
    long most = before;
    try (RawClient client = new RawClient(trial.port())) {
      send(
          client,
          "PUT /f HTTP/1.1\n%sContent-Length: %d\n\n".formatted(trial.browser("big"), size));
      byte[] piece = new byte[1 << 20];
      for (long sent = 0; sent < size; sent += piece.length) {
        client.send(piece);
        if (sent % (size / 8) == 0) {
          most = Math.max(most, memoryInUse());
        }
      }
      assertThat(client.answer().body()).isEqualTo("" + size);
    }
    return Math.max(most, memoryInUse()) - before;
  }

  @Test
  void aBodyCutShortIsSeenToBeCutShort() throws IOException {
    trial.container(
        "abc",
        request ->
            request
                .response()
                .setChunked(true)
                .write("half")
                .onSuccess(sent -> request.connection().close()));
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "GET / HTTP/1.1\n" + trial.browser("abc") + "\n");
      assertThatThrownBy(client::answer).isInstanceOf(EOFException.class);
    }
  }

  @Test
  void whoLeavesInTheMiddleIsNotWorkedForAnyMore() throws IOException {
    AtomicBoolean asked = new AtomicBoolean();
    AtomicBoolean gone = new AtomicBoolean();
    trial.container(
        "abc",
        request -> {
          request.connection().closeHandler(closed -> gone.set(true));
          asked.set(true);
        });
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "GET / HTTP/1.1\n" + trial.browser("abc") + "\n");
      Trial.until(asked::get);
      client.finishSending();
      Trial.until(gone::get);
    }
  }

  @Test
  void asksToGoOnOnlyWhenTheContainerCanTakeIt() throws IOException {
    trial.container(
        "abc", request -> request.body().onSuccess(body -> request.response().end(body)));
    try (RawClient client = new RawClient(trial.port())) {
      send(
          client,
          "POST / HTTP/1.1\n%sContent-Length: 2\nExpect: 100-continue\n\n"
              .formatted(trial.browser("abc")));
      assertThat(client.head().status()).isEqualTo(100);
      client.send("hi");
      assertThat(client.answer().body()).isEqualTo("hi");
    }
    Answer refused =
        trial.ask(
            "POST / HTTP/1.1\nHost: %s\nContent-Length: 2\nExpect: 100-continue\n\n"
                .formatted(trial.host("abc")));
    assertThat(refused.status()).isEqualTo(403);
  }

  @Test
  void anEarlyAnswerToALongUploadArrives() throws IOException {
    trial.container("abc", request -> request.response().setStatusCode(413).end("too much"));
    try (RawClient client = new RawClient(trial.port())) {
      send(client, "PUT / HTTP/1.1\n" + trial.browser("abc") + "Content-Length: 1000000\n\npart");
      Answer answer = client.answer();
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo("too much");
    }
  }

  @Test
  void answersWithoutABodyKeepTheConnection() throws IOException {
    trial.container(
        "abc",
        request -> {
          int status = Integer.parseInt(request.path().substring(1));
          if (request.method() == io.vertx.core.http.HttpMethod.HEAD) {
            request.response().putHeader("content-length", "12345");
          }
          request.response().setStatusCode(status).end();
        });
    try (RawClient client = new RawClient(trial.port())) {
      for (String line : new String[] {"GET /204", "GET /304", "HEAD /200", "DELETE /204"}) {
        send(client, line + " HTTP/1.1\n" + trial.browser("abc") + "\n");
        Answer head = client.head();
        assertThat(head.status()).isEqualTo(Integer.parseInt(line.split("/", 2)[1]));
        assertThat(head.header("transfer-encoding")).isEmpty();
        if (line.startsWith("HEAD")) {
          assertThat(head.header("content-length")).hasValue("12345");
        }
      }
    }
  }

  @Test
  void aClientOfHttp10IsServedToo() throws IOException {
    trial.container(
        "abc",
        request -> {
          request.response().setChunked(true).write("a");
          request.response().end("b");
        });
    Answer answer = trial.ask("GET / HTTP/1.0\n" + trial.browser("abc") + "\n");
    assertThat(answer.header("transfer-encoding")).isEmpty();
    assertThat(answer.body()).isEqualTo("ab");
  }

  @Test
  void aContainerThatIsDownOrMuteIsToldOnAPageThatTriesAgain() throws IOException {
    try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      trial.route("mute", closed.getLocalPort());
      Answer mute = trial.get("mute", "/");
      assertThat(mute.status()).isEqualTo(502);
    }
    Answer down = trial.get("mute", "/");
    assertThat(down.status()).isEqualTo(502);
    assertThat(down.header("x-mydocker-code")).hasValue("gateway.no-answer");
    assertThat(down.header("retry-after")).hasValue("3");
    assertThat(down.body()).contains("http-equiv=\"refresh\"", "does not answer");
    Answer post =
        trial.ask("POST / HTTP/1.1\n" + trial.browser("mute") + "Content-Length: 2\n\nhi");
    assertThat(post.status()).isEqualTo(502);
    assertThat(post.body()).doesNotContain("refresh");
  }

  @Test
  void aKeptConnectionThatTheContainerJustClosedIsNoFailure() throws IOException {
    try (ServerSocket upstream = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread container = new Thread(() -> closesAfterOneMore(upstream, failure));
      container.start();
      trial.route("abc", upstream.getLocalPort());
      for (int i = 0; i < 4; i++) {
        assertThat(trial.get("abc", "/" + i).status()).isEqualTo(200);
      }
      assertThat(failure.get()).isNull();
    }
  }

  /** Answers one request on each connection as if it would stay, and closes when the next comes. */
  private static void closesAfterOneMore(
      ServerSocket upstream, AtomicReference<Throwable> failure) {
    try {
      while (!upstream.isClosed()) {
        try (Socket socket = upstream.accept()) {
          readHead(socket);
          socket
              .getOutputStream()
              .write(
                  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
                      .getBytes(StandardCharsets.US_ASCII));
          socket.setSoTimeout(300);
          socket.getInputStream().read();
        } catch (java.net.SocketTimeoutException unused) {
          continue;
        }
      }
    } catch (IOException closed) {
      if (!upstream.isClosed()) {
        failure.set(closed);
      }
    }
  }

  private static void readHead(Socket socket) throws IOException {
    int newlines = 0;
    while (newlines < 2) {
      int c = socket.getInputStream().read();
      if (c < 0) {
        throw new EOFException();
      }
      newlines = c == '\n' ? newlines + 1 : c == '\r' ? newlines : 0;
    }
  }

  private static void fill(HttpServerResponse response, AtomicLong written) {
    Buffer piece = Buffer.buffer(new byte[1 << 16]);
    while (!response.closed() && !response.writeQueueFull()) {
      response.write(piece);
      written.addAndGet(piece.length());
    }
    response.drainHandler(room -> fill(response, written));
  }

  private static void sendUntilCut(RawClient client, byte[] piece, AtomicLong sent) {
    try {
      while (true) {
        client.send(piece);
        sent.addAndGet(piece.length);
      }
    } catch (IOException cut) {
      assertThat(cut).isNotNull();
    }
  }

  /** Waits until the number has not moved for half a second, and gives it. */
  private static long steady(AtomicLong number) {
    AtomicLong last = new AtomicLong(-1);
    AtomicLong since = new AtomicLong(System.nanoTime());
    Trial.until(
        () -> {
          if (last.getAndSet(number.get()) != number.get() || number.get() == 0) {
            since.set(System.nanoTime());
          }
          return System.nanoTime() - since.get() > 500_000_000L;
        });
    return number.get();
  }

  /** The heap after a collection, and the buffers outside of it. */
  private static long memoryInUse() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    long outside = PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    return runtime.totalMemory() - runtime.freeMemory() + outside;
  }

  private static void send(RawClient client, String text) throws IOException {
    client.send(text.replace("\n", "\r\n"));
  }
}
