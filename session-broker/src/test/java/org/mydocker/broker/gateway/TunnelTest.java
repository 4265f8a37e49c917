package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.wire.RawClient;
import org.mydocker.broker.wire.RawClient.Answer;

@Tag("GATE-01")
class TunnelTest {
  private static final String KERNEL = "v1.kernel.websocket.jupyter.org";
  private final BlockingQueue<ServerWebSocket> accepted = new LinkedBlockingQueue<>();
  private final List<WebSocketClient> clients = new ArrayList<>();
  private Trial trial;

  @BeforeEach
  void start() {
    trial = new Trial();
    trial.container("abc", this::echo);
  }

  @AfterEach
  void stop() {
    trial.close();
  }

  @Test
  void textBinaryAndTenMegabytesComeBackAsTheyWere() throws InterruptedException {
    WebSocket socket = open(false);
    BlockingQueue<Object> got = collect(socket);
    socket.writeTextMessage("héllo ☃");
    assertThat(got.poll(60, TimeUnit.SECONDS)).isEqualTo("héllo ☃");
    Buffer large = Buffer.buffer(new byte[10 << 20]).setInt(5 << 20, 42);
    socket.writeBinaryMessage(large);
    assertThat(got.poll(60, TimeUnit.SECONDS)).isEqualTo(large);
    socket.writeTextMessage("x".repeat(10 << 20));
    assertThat((String) got.poll(60, TimeUnit.SECONDS)).hasSize(10 << 20);
  }

  @Test
  void subProtocolsAndCompressionAreAgreedEndToEnd() throws InterruptedException {
    WebSocket socket = open(true);
    assertThat(socket.subProtocol()).isEqualTo(KERNEL);
    assertThat(socket.headers().get("sec-websocket-extensions")).contains("permessage-deflate");
    BlockingQueue<Object> got = collect(socket);
    socket.writeTextMessage("y".repeat(1 << 20));
    assertThat((String) got.poll(60, TimeUnit.SECONDS)).hasSize(1 << 20);
  }

  @Test
  void aBrowserThatDoesNotReadItsSocketHoldsTheContainerBack() throws Exception {
    try (RawClient client = new RawClient(trial.port())) {
      client.send(handshake(trial.browser("abc"), "Origin: " + trial.gateway.origin("abc") + "\n"));
      assertThat(client.head().status()).isEqualTo(101);
      ServerWebSocket container = accepted.poll(60, TimeUnit.SECONDS);
      Buffer piece = Buffer.buffer(new byte[1 << 16]);
      AtomicLong written = new AtomicLong();
      fill(container, piece, written);
      Trial.until(() -> container.writeQueueFull() && stands(written));
      assertThat(written.get()).isLessThan(40L << 20);
      trial.gateway.close("abc");
      Trial.until(container::isClosed);
    }
  }

  private static void fill(ServerWebSocket socket, Buffer piece, AtomicLong written) {
    socket.drainHandler(room -> fill(socket, piece, written)); // first: it may drain meanwhile
    while (!socket.isClosed() && !socket.writeQueueFull()) {
      socket.writeBinaryMessage(piece);
      written.addAndGet(piece.length());
    }
  }

  private static boolean stands(AtomicLong written) {
    long before = written.get();
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
    return before > 0 && before == written.get();
  }

  @Test
  void closeCodesPassBothWays() throws InterruptedException {
    WebSocket socket = open(false);
    CompletableFuture<Short> seen = new CompletableFuture<>();
    socket.closeHandler(closed -> seen.complete(socket.closeStatusCode()));
    accepted.poll(60, TimeUnit.SECONDS).close((short) 4001, "enough");
    assertThat(seen.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo((short) 4001);

    WebSocket other = open(false);
    ServerWebSocket server = accepted.poll(60, TimeUnit.SECONDS);
    CompletableFuture<Short> told = new CompletableFuture<>();
    server.closeHandler(closed -> told.complete(server.closeStatusCode()));
    other.close((short) 3007, "bye");
    assertThat(told.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo((short) 3007);
    Trial.until(() -> trial.gateway.counters().openWebSockets() == 0);
  }

  @Test
  @Tag("RUN-03")
  void messagesAreInputAndPingsAreNot() throws InterruptedException {
    WebSocket socket = open(false);
    BlockingQueue<Object> got = collect(socket);
    CompletableFuture<Void> pong = new CompletableFuture<>();
    socket.pongHandler(answer -> pong.complete(null));
    socket.writePing(Buffer.buffer("are you there"));
    pong.orTimeout(10, TimeUnit.SECONDS).join();
    assertThat(trial.gateway.lastInput("abc")).isEmpty();
    socket.writeTextMessage("typed");
    assertThat(got.poll(60, TimeUnit.SECONDS)).isEqualTo("typed");
    assertThat(trial.gateway.lastInput("abc")).isPresent();
    Trial.until(() -> trial.told.stream().mapToLong(Trial.Told::bytes).sum() == 5);
  }

  @Test
  void aRevokedPassEndsTheSocketWithinFiveSeconds() {
    WebSocket socket = open(false);
    CompletableFuture<Short> seen = new CompletableFuture<>();
    socket.closeHandler(closed -> seen.complete(socket.closeStatusCode()));
    long start = System.nanoTime();
    trial.doorkeeper.revoke("abc");
    assertThat(seen.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo((short) 1008);
    assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(5));
    Trial.until(() -> trial.gateway.counters().openWebSockets() == 0);
  }

  @Test
  void closingASessionEndsItsSocketsAndStreamsAndNoOthers() throws IOException {
    trial.container("xyz", this::echo);
    WebSocket mine = open(false);
    WebSocket others = Trial.await(connect(options("xyz", false)));
    CompletableFuture<Void> closed = new CompletableFuture<>();
    mine.closeHandler(closed::complete);
    try (RawClient stream = new RawClient(trial.port())) {
      stream.send(("GET /stream HTTP/1.1\n" + trial.browser("abc") + "\n").replace("\n", "\r\n"));
      stream.head();
      trial.gateway.close("abc");
      closed.orTimeout(10, TimeUnit.SECONDS).join();
      assertThat(stream.isClosedByPeer()).isTrue();
    }
    assertThat(others.isClosed()).isFalse();
  }

  @Test
  void aStoppedSessionsSocketsEnd() {
    WebSocket socket = open(false);
    CompletableFuture<Void> closed = new CompletableFuture<>();
    socket.closeHandler(closed::complete);
    trial.routes.put(new Route.Stopped("abc", 2));
    closed.orTimeout(10, TimeUnit.SECONDS).join();
  }

  @Test
  @Tag("SES-13")
  void anUpgradeNeedsAPassAndTheSessionsOwnOrigin() throws IOException, InterruptedException {
    String own = "Origin: " + trial.gateway.origin("abc") + "\n";
    String anonymous = "Host: " + trial.host("abc") + "\n";
    assertThat(upgrade(trial.browser("abc"), own).status()).isEqualTo(101);
    assertThat(upgrade(anonymous, own).status()).isEqualTo(403);
    for (String origin :
        List.of(
            "",
            "Origin: null\n",
            "Origin: http://evil.example\n",
            "Origin: http://localhost:8080\n")) {
      assertThat(upgrade(trial.browser("abc"), origin).status()).as(origin).isEqualTo(403);
    }
    assertThat(upgrade(trial.browser("abc"), own + "Content-Length: 3\n").status()).isEqualTo(400);
    assertThat(accepted.poll(60, TimeUnit.SECONDS)).isNotNull();
    assertThat(accepted).isEmpty();
  }

  @Test
  void aContainersRefusalOfAnUpgradeIsPassedOnWithItsBody() throws IOException {
    trial.container("no", request -> request.response().setStatusCode(404).end("no such kernel"));
    Answer answer = upgrade(trial.browser("no"), "Origin: " + trial.gateway.origin("no") + "\n");
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body()).isEqualTo("no such kernel");
    assertThat(answer.header("content-security-policy")).isPresent();
  }

  @Test
  void anUpgradeToAContainerThatIsDownIsRefused() {
    trial.route("down", 1);
    CompletableFuture<WebSocket> opening =
        connect(options("down", false)).toCompletionStage().toCompletableFuture();
    assertThat(opening)
        .failsWithin(10, TimeUnit.SECONDS)
        .withThrowableThat()
        .withCauseInstanceOf(UpgradeRejectedException.class)
        .withMessageContaining("502");
  }

  @Test
  void aGreetingInTheSamePacketAsTheAgreementIsNotLost() throws IOException {
    try (ServerSocket container = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      trial.route("eager", container.getLocalPort());
      CompletableFuture<Void> greeting = CompletableFuture.runAsync(() -> greet(container));
      try (RawClient client = new RawClient(trial.port())) {
        client.send(
            handshake(trial.browser("eager"), "Origin: " + trial.gateway.origin("eager") + "\n"));
        Answer head = client.head();
        assertThat(head.status()).isEqualTo(101);
        assertThat(head.header("set-cookie")).hasValue("s=1; Secure; SameSite=None; Partitioned");
        assertThat(client.read(4)).containsExactly(0x81, 2, 'h', 'i');
        greeting.join();
        assertThat(client.isClosedByPeer()).isTrue();
      }
    }
  }

  @Test
  void aBrowserThatLeftBeforeTheContainerAgreedLeavesNothingOpenThere() throws Exception {
    try (ServerSocket container = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        RawClient client = new RawClient(trial.port())) {
      trial.route("slow", container.getLocalPort());
      client.send(
          handshake(trial.browser("slow"), "Origin: " + trial.gateway.origin("slow") + "\n"));
      try (Socket socket = container.accept()) {
        socket.setSoTimeout(10_000);
        assertThat(socket.getInputStream().read(new byte[4096])).isPositive();
        client.leave();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
        agree(socket, "");
        assertThat(socket.getInputStream().read()).isNegative();
      }
    }
  }

  private static void greet(ServerSocket container) {
    try (Socket socket = container.accept()) {
      byte[] some = new byte[4096];
      assertThat(socket.getInputStream().read(some)).isPositive();
      agree(socket, "\u0081\u0002hi");
    } catch (IOException failure) {
      throw new CompletionException(failure);
    }
  }

  private static void agree(Socket socket, String greeting) throws IOException {
    OutputStream out = socket.getOutputStream();
    String agreed =
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSet-Cookie: s=1\r\n\r\n"
            + greeting;
    out.write(agreed.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  private Answer upgrade(String browser, String more) throws IOException {
    try (RawClient client = new RawClient(trial.port())) {
      client.send(handshake(browser, more));
      Answer answer = client.answer();
      return answer;
    }
  }

  private static String handshake(String browser, String more) {
    return ("GET /api/kernels/1/channels HTTP/1.1\n"
            + browser
            + "Connection: keep-alive, Upgrade\nUpgrade: websocket\nSec-WebSocket-Version: 13\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\n"
            + more
            + "\n")
        .replace("\n", "\r\n");
  }

  private WebSocket open(boolean compressed) {
    return Trial.await(connect(options("abc", compressed)));
  }

  private io.vertx.core.Future<WebSocket> connect(WebSocketConnectOptions options) {
    boolean compressed = options.getSubProtocols() != null;
    WebSocketClient client =
        trial.vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setTryUsePerMessageCompression(compressed)
                .setMaxFrameSize(20 << 20)
                .setMaxMessageSize(20 << 20));
    clients.add(client); // one that is collected as garbage is closed with what it has open
    return client.connect(options);
  }

  private WebSocketConnectOptions options(String session, boolean withProtocol) {
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options
        .setHost("127.0.0.1")
        .setPort(trial.port())
        .setURI("/api/kernels/1/channels?session_id=x")
        .addHeader("Host", trial.host(session))
        .addHeader("Origin", trial.gateway.origin(session))
        .addHeader("Cookie", PassCookie.NAME + "=" + trial.doorkeeper.pass(session).value());
    if (withProtocol) {
      options.addSubProtocol("other").addSubProtocol(KERNEL);
    }
    return options;
  }

  private void echo(HttpServerRequest request) {
    if (request.path().equals("/stream")) {
      request.response().setChunked(true).writeHead();
      return;
    }
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              socket.textMessageHandler(socket::writeTextMessage);
              socket.binaryMessageHandler(socket::writeBinaryMessage);
              accepted.add(socket);
            });
  }

  private static BlockingQueue<Object> collect(WebSocket socket) {
    BlockingQueue<Object> got = new LinkedBlockingQueue<>();
    socket.textMessageHandler(got::add);
    socket.binaryMessageHandler(got::add);
    return got;
  }
}
