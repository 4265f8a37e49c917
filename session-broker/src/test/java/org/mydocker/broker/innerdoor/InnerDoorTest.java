package org.mydocker.broker.innerdoor;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.broker.wire.RawClient;
import org.mydocker.broker.wire.RawClient.Answer;

class InnerDoorTest {
  private record Seen(String line, MultiMap head) {}

  private static final String BEARER = "Authorization: Bearer alive\n";
  private static final InnerSeal SEAL = new InnerSeal(new byte[32], InstantSource.system());
  private static final List<Seen> SEEN = new CopyOnWriteArrayList<>();
  private static final int CONNECTIONS = 12;
  private static Vertx vertx;
  private static InnerDoor door;

  @BeforeAll
  static void start() throws Exception {
    vertx = Vertx.vertx();
    HttpServer application =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  MultiMap head = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
                  SEEN.add(new Seen(request.method() + " " + request.uri(), head));
                  request
                      .body()
                      .onSuccess(
                          body ->
                              request
                                  .response()
                                  .putHeader("Set-Cookie", "a=b")
                                  .end("got " + body.length()));
                })
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    door =
        new InnerDoor(
            new InnerDoorSettings(
                "127.0.0.1",
                0,
                URI.create("http://127.0.0.1:" + application.actualPort()),
                1 << 20,
                Duration.ofSeconds(10),
                4,
                CONNECTIONS),
            (token, from) ->
                CompletableFuture.completedFuture(
                    token.equals("alive") ? Optional.of("abc") : Optional.empty()),
            SEAL);
    door.start();
  }

  @AfterAll
  static void stop() throws Exception {
    door.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  @BeforeEach
  void forget() {
    SEEN.clear();
  }

  @Test
  void passesGitAndHandInWithTheSessionsToken() throws IOException {
    String uri = "/git/r1.git/info/refs?service=git-upload-pack";
    assertThat(ask("GET " + uri, BEARER).body()).isEqualTo("got 0");
    String basic = Base64.getEncoder().encodeToString("x:alive".getBytes(StandardCharsets.UTF_8));
    assertThat(ask("GET /hand-in", "Authorization: Basic " + basic + "\n").status()).isEqualTo(200);
    assertThat(SEEN.get(0).line()).isEqualTo("GET " + uri);
    String seal = SEEN.get(0).head().get(InnerSeal.HEADER);
    assertThat(SEAL.session(seal, "GET", uri)).hasValue("abc");
  }

  @Test
  void theApplicationSeesNothingThatTheContainerSaysOfItself() throws IOException {
    Answer answer =
        ask(
            "GET /hand-in/state",
            BEARER
                + "Cookie: __Host-mydocker=1\nX-Mydocker-Inner: v1.other.1.x\nX-Forwarded-For: 1.1.1.1\n"
                + "X-Forwarded-Proto: https\nForwarded: for=x\nOrigin: http://x\nConnection: close, X-A\nX-A: 1\n");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.all("set-cookie")).isEmpty();
    MultiMap head = SEEN.get(0).head();
    assertThat(head.names().stream().map(name -> name.toLowerCase(java.util.Locale.ROOT)))
        .containsExactlyInAnyOrder("host", "x-mydocker-inner");
    assertThat(head.getAll(InnerSeal.HEADER)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/admin",
        "/git",
        "/git/",
        "/gitx",
        "/hand-inx",
        "/hand-in/../admin",
        "/git/../admin",
        "/git/%2e%2e/admin",
        "/git/a/%2E./admin",
        "/git/..%2fadmin",
        "/git/..;/admin",
        "/git//admin",
        "/git/a;jsessionid=1/b",
        "/git/a\\..\\admin",
        "/git/%5c..",
        "/git/%252e%252e/admin",
        "/git/a%00",
        "/git/a%0d%0ab",
        "/git/a%",
        "//git/a",
        "/GIT/a",
        "/lti/launch",
        "/health",
        "/git/a%3b",
        "/./git/a",
        "/git/.",
        "/git/..",
        "/assistant"
      })
  void everythingElseIsNotThere(String path) throws IOException {
    assertThat(ask("GET " + path, BEARER).status()).isIn(404, 400);
    assertThat(SEEN).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer dead\n",
        "Authorization: Bearer\n",
        "Authorization: Basic !!!\n",
        "Authorization: Basic YWxpdmU=\n",
        "Authorization: Digest alive\n",
        "Cookie: token=alive\n"
      })
  void withoutALiveTokenNothingPasses(String credentials) throws IOException {
    Answer answer = ask("GET /git/r1.git/HEAD", credentials);
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("www-authenticate").get()).startsWith("Basic realm=");
    assertThat(SEEN).isEmpty();
  }

  @Test
  void bodiesAreBoundedWhetherTheirLengthIsToldOrNot() throws IOException {
    Answer told = ask("POST /git/r1.git/git-receive-pack", BEARER + "Content-Length: 1048577\n");
    assertThat(told.status()).isEqualTo(413);
    try (RawClient client = new RawClient(door.port())) {
      client.send(
          ("POST /hand-in HTTP/1.1\nHost: inner\n" + BEARER + "Transfer-Encoding: chunked\n\n")
              .replace("\n", "\r\n"));
      client.send("180000\r\n" + "x".repeat(0x180000));
      assertThat(client.isClosedByPeer()).isTrue();
    } catch (java.net.SocketException cut) {
      assertThat(cut).isNotNull();
    }
    assertThat(ask("POST /hand-in", BEARER + "Content-Length: 2\n\nhi").body()).isEqualTo("got 2");
  }

  @Test
  void refusesWhatTwoReadersCouldReadDifferently() throws IOException {
    assertThat(ask("POST /hand-in", BEARER + "Content-Length: 1\nContent-Length: 2\n").status())
        .isEqualTo(400);
    assertThat(ask("POST /hand-in", BEARER + "Transfer-Encoding: x\n").status()).isEqualTo(400);
    assertThat(ask("GET http://127.0.0.1/git/a", BEARER).status()).isEqualTo(400);
  }

  @Test
  void aSealFitsOneRequestForHalfAMinute() {
    Instant start = Instant.parse("2026-11-20T08:00:00Z");
    String seal = new InnerSeal(new byte[32], () -> start).seal("abc", "GET", "/git/a");
    InnerSeal soon = new InnerSeal(new byte[32], () -> start.plusSeconds(30));
    assertThat(soon.session(seal, "GET", "/git/a")).hasValue("abc");
    assertThat(soon.session(seal, "POST", "/git/a")).isEmpty();
    assertThat(soon.session(seal, "GET", "/git/b")).isEmpty();
    assertThat(soon.session(seal.replace("abc", "xyz"), "GET", "/git/a")).isEmpty();
    InnerSeal late = new InnerSeal(new byte[32], () -> start.plusSeconds(31));
    assertThat(late.session(seal, "GET", "/git/a")).isEmpty();
    byte[] other = new byte[32];
    other[0] = 1;
    assertThat(new InnerSeal(other, () -> start).session(seal, "GET", "/git/a")).isEmpty();
  }

  @Test
  void oneAddressHasAFewConnectionsAndAnotherItsOwn() throws IOException {
    try (InnerDoor narrow =
        new InnerDoor(
            new InnerDoorSettings(
                "127.0.0.1",
                0,
                URI.create("http://127.0.0.1:1"),
                1 << 20,
                Duration.ofSeconds(10),
                4,
                2),
            (token, from) -> CompletableFuture.completedFuture(Optional.empty()),
            SEAL)) {
      narrow.start();
      Socket first = from("127.0.0.2", narrow);
      try (Socket second = from("127.0.0.2", narrow);
          Socket third = from("127.0.0.2", narrow);
          Socket other = from("127.0.0.3", narrow)) {
        assertThat(answered(third)).isFalse();
        assertThat(answered(second)).isTrue();
        assertThat(answered(other)).isTrue();
        first.close();
        Instant deadline = Instant.now().plusSeconds(20);
        boolean again = false;
        while (!again && Instant.now().isBefore(deadline)) {
          try (Socket next = from("127.0.0.2", narrow)) {
            again = answered(next);
          }
        }
        assertThat(again).isTrue();
      }
    }
  }

  private static Socket from(String address, InnerDoor door) throws IOException {
    Socket socket = new Socket("127.0.0.1", door.port(), InetAddress.getByName(address), 0);
    socket.setSoTimeout(20_000);
    return socket;
  }

  /** Whether a request gets an answer; not where the connection was closed. */
  private static boolean answered(Socket socket) throws IOException {
    try {
      String request = "GET / HTTP/1.1\r\nHost: inner\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return socket.getInputStream().read() >= 0;
    } catch (SocketException closed) {
      return false;
    }
  }

  private static Answer ask(String line, String rest) throws IOException {
    String end = rest.contains("\n\n") ? "" : "\n";
    return RawClient.ask(door.port(), line + " HTTP/1.1\nHost: inner\n" + rest + end);
  }
}
