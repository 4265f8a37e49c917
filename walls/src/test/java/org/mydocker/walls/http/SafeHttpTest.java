package org.mydocker.walls.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.walls.http.SafeRequest.Redirects;

class SafeHttpTest {
  private static final OutboundLimits QUICK =
      new OutboundLimits(
          Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(30), 512 << 10);
  private static final OutboundLimits IMPATIENT =
      new OutboundLimits(
          Duration.ofMillis(700), Duration.ofMillis(700), Duration.ofMillis(1000), 512 << 10);
  private static final String OK = "HTTP/1.1 200 OK\nContent-Length: 5\n";

  @TempDir static Path directory;
  private static TestTls tls;

  private final List<AutoCloseable> open = new ArrayList<>();

  @BeforeAll
  static void makeUpAnAuthority() {
    tls = TestTls.in(directory);
  }

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  private ScriptedServer server(ScriptedServer.Script script) {
    return kept(new ScriptedServer(tls.server().getServerSocketFactory(), script));
  }

  private <T extends AutoCloseable> T kept(T closeable) {
    open.add(closeable);
    return closeable;
  }

  /** A client for which lms.example.test is on loopback, and allowed. */
  private SafeHttp client(ScriptedServer server) {
    return client(policy(server), host -> List.of(InetAddress.getByName("127.0.0.1")));
  }

  private SafeHttp client(AddressPolicy policy, Resolver resolver) {
    return kept(new SafeHttp(policy, Trust.withAuthorities(tls.authority()), resolver));
  }

  private static AddressPolicy policy(ScriptedServer server) {
    return AddressPolicy.strict()
        .allowing(List.of("lms.example.test", "other.example.test"))
        .allowingPorts(List.of(server.port()));
  }

  private static URI uri(ScriptedServer server, String path) {
    return URI.create("https://lms.example.test:" + server.port() + path);
  }

  private static SafeRequest get(ScriptedServer server) {
    return SafeRequest.get(uri(server, "/keys")).withLimits(QUICK);
  }

  private static OutboundFailed.Reason failure(SafeHttp http, SafeRequest request) {
    OutboundFailed failed = catchThrowableOfType(OutboundFailed.class, () -> http.send(request));
    assertThat(failed).as("nothing failed").isNotNull();
    return failed.reason();
  }

  private static OutboundRefused.Reason refusal(SafeHttp http, SafeRequest request) {
    OutboundRefused refused = catchThrowableOfType(OutboundRefused.class, () -> http.send(request));
    assertThat(refused).as("nothing was refused").isNotNull();
    return refused.reason();
  }

  @Test
  void sendsAndReceives() {
    ScriptedServer server =
        server(ScriptedServer.saying(OK + "Link: <a>\nLink: <b>\nX-Y: z\n\nhello"));
    SafeResponse response =
        client(server)
            .send(
                SafeRequest.post(
                        uri(server, "/scores?a=b"), "application/json", "{}".getBytes(UTF_8))
                    .withHeader("Authorization", "Bearer t"));
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.text()).isEqualTo("hello");
    assertThat(response.headers("link")).containsExactly("<a>", "<b>");
    assertThat(server.requests().get(0))
        .startsWith("POST /scores?a=b HTTP/1.1")
        .contains("Host: lms.example.test:" + server.port(), "Authorization: Bearer t")
        .contains("Content-Length: 2", "Content-Type: application/json")
        .doesNotContain("Upgrade");
  }

  @Test
  @Tag("SVC-10")
  void handsOverEmptyAndFailedAnswersAsTheyAre() {
    ScriptedServer server =
        server(ScriptedServer.saying("HTTP/1.1 503 Sorry\nContent-Length: 0\n\n"));
    SafeResponse response = client(server).send(get(server));
    assertThat(response.status()).isEqualTo(503);
    assertThat(response.body()).isEmpty();
  }

  @ParameterizedTest
  @Tag("DYN-03")
  @ValueSource(
      strings = {
        "http://127.0.0.1:PORT/",
        "https://localhost:PORT/",
        "https://127.1:PORT/",
        "https://0x7f000001:PORT/",
        "https://2130706433:PORT/",
        "https://[::1]:PORT/",
        "https://[::ffff:127.0.0.1]:PORT/",
        "https://[::ffff:7f00:1]:PORT/",
        "https://127.0.0.1:PORT/",
        "https://user@127.0.0.1:PORT/",
        "https://private.example.test:PORT/",
        "file:///etc/passwd"
      })
  void connectsToNothingThatIsRefused(String url) {
    ScriptedServer server = server(ScriptedServer.saying(OK + "\nhello"));
    SafeHttp http =
        client(
            AddressPolicy.strict().allowingPorts(List.of(server.port())),
            host -> List.of(InetAddress.getByName("127.0.0.1")));
    refusal(http, SafeRequest.get(URI.create(url.replace("PORT", "" + server.port()))));
    assertThat(server.connections()).isZero();
  }

  @Test
  @Tag("DYN-03")
  @Tag("R-02")
  void refusesAHostOfWhichOnlyOneAddressIsPrivate() {
    ScriptedServer server = server(ScriptedServer.saying(OK + "\nhello"));
    SafeHttp http =
        client(
            AddressPolicy.strict().allowingPorts(List.of(server.port())),
            host ->
                List.of(
                    InetAddress.getByName("93.184.215.14"), InetAddress.getByName("127.0.0.1")));
    assertThat(refusal(http, get(server))).isEqualTo(OutboundRefused.Reason.ADDRESS);
    assertThat(server.connections()).isZero();
  }

  @Test
  @Tag("DYN-03")
  @Tag("R-02")
  void staysWithTheAddressThatItCheckedWhenTheNameRebinds() {
    ScriptedServer server = server(ScriptedServer.saying(OK + "\nhello"));
    AtomicInteger asked = new AtomicInteger();
    // 127.0.0.2 plays the public address (nobody listens there), 127.0.0.1 the one to be reached.
    AddressPolicy policy =
        AddressPolicy.strict().allowing(List.of("127.0.0.2")).allowingPorts(List.of(server.port()));
    SafeHttp http =
        client(
            policy,
            host ->
                List.of(
                    InetAddress.getByName(
                        asked.getAndIncrement() == 0 ? "127.0.0.2" : "127.0.0.1")));
    assertThat(failure(http, get(server))).isEqualTo(OutboundFailed.Reason.CONNECT);
    assertThat(asked).hasValue(1);
    assertThat(refusal(http, get(server))).isEqualTo(OutboundRefused.Reason.ADDRESS);
    assertThat(server.connections()).isZero();
  }

  @Test
  @Tag("DYN-03")
  void sendsToADestinationOnlyWhatIsForIt() {
    ScriptedServer server = server(ScriptedServer.saying(OK + "\nhello"));
    SafeHttp http = client(server);
    Destination destination = http.destination(uri(server, "/"), Duration.ofSeconds(2));
    URI other = URI.create("https://other.example.test:" + server.port() + "/");
    assertThat(
            catchThrowableOfType(
                OutboundRefused.class, () -> http.open(destination, SafeRequest.get(other))))
        .isNotNull();
    assertThat(server.connections()).isZero();
  }

  @Test
  @Tag("TOK-21")
  void handsARedirectOverInsteadOfFollowingIt() {
    ScriptedServer server =
        server(
            ScriptedServer.saying(
                "HTTP/1.1 302 Found\nLocation: https://169.254.169.254/\nContent-Length: 0\n\n"));
    assertThat(client(server).send(get(server)).status()).isEqualTo(302);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  @Tag("TOK-21")
  @Tag("SVC-05")
  void followsARedirectWithinTheHostWithoutTheToken() {
    ScriptedServer server =
        server(
            (request, out) ->
                ScriptedServer.say(
                    out,
                    request.startsWith("GET /keys ")
                        ? "HTTP/1.1 302 Found\nLocation: /elsewhere\nContent-Length: 0\n\n"
                        : OK + "\nhello"));
    SafeRequest request =
        get(server).withRedirects(Redirects.SAME_HOST).withHeader("Authorization", "Bearer t");
    assertThat(client(server).send(request).text()).isEqualTo("hello");
    assertThat(server.requests().get(1)).startsWith("GET /elsewhere").doesNotContain("Bearer");
  }

  @ParameterizedTest
  @Tag("TOK-21")
  @ValueSource(
      strings = {
        "https://169.254.169.254/",
        "http://lms.example.test:PORT/x",
        "//other.example.test:PORT/",
        "https://lms.example.test/",
        "/keys",
        "https://u@lms.example.test:PORT/",
        ":::"
      })
  void refusesARedirectThatLeavesTheHostOrNeverEnds(String location) {
    String[] target = {""};
    ScriptedServer server =
        server(
            (request, out) ->
                ScriptedServer.say(
                    out, "HTTP/1.1 302 Found\nLocation: " + target[0] + "\nContent-Length: 0\n\n"));
    target[0] = location.replace("PORT", "" + server.port());
    assertThat(refusal(client(server), get(server).withRedirects(Redirects.SAME_HOST)))
        .isEqualTo(OutboundRefused.Reason.REDIRECT);
  }

  @Test
  @Tag("TOK-21")
  void takesNoBodyThatIsTooLongWhetherItSaysSoOrNot() {
    ScriptedServer announced =
        server(ScriptedServer.saying("HTTP/1.1 200 OK\nContent-Length: 52428800\n\n"));
    assertThat(failure(client(announced), get(announced)))
        .isEqualTo(OutboundFailed.Reason.TOO_LARGE);
    ScriptedServer flood =
        server(
            (request, out) -> {
              ScriptedServer.say(out, "HTTP/1.1 200 OK\nConnection: close\n\n");
              byte[] megabyte = new byte[1 << 20];
              for (int i = 0; i < 50; i++) {
                out.write(megabyte);
              }
            });
    assertThat(failure(client(flood), get(flood))).isEqualTo(OutboundFailed.Reason.TOO_LARGE);
  }

  @Test
  @Tag("TOK-21")
  void cutsAServerThatDripsItsBodyOrItsHeaders() {
    for (String begin :
        new String[] {"HTTP/1.1 200 OK\nContent-Length: 1000\n\n", "HTTP/1.1 200 OK\nX: "}) {
      ScriptedServer server =
          server(
              (request, out) -> {
                ScriptedServer.say(out, begin);
                CountDownLatch never = new CountDownLatch(1);
                while (!never.await(100, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                  ScriptedServer.say(out, "x");
                }
              });
      long begun = System.nanoTime();
      assertThat(failure(client(server), get(server).withLimits(IMPATIENT)))
          .isEqualTo(OutboundFailed.Reason.TIMEOUT);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  @Tag("TOK-21")
  void cutsAServerThatSaysNothing() throws IOException {
    ScriptedServer silent = server((request, out) -> new CountDownLatch(1).await());
    assertThat(failure(client(silent), get(silent).withLimits(IMPATIENT)))
        .isEqualTo(OutboundFailed.Reason.TIMEOUT);
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
      AddressPolicy policy =
          AddressPolicy.strict()
              .allowing(List.of("lms.example.test"))
              .allowingPorts(List.of(mute.getLocalPort()));
      SafeHttp http = client(policy, host -> List.of(InetAddress.getByName("127.0.0.1")));
      URI uri = URI.create("https://lms.example.test:" + mute.getLocalPort() + "/");
      assertThat(failure(http, SafeRequest.get(uri).withLimits(IMPATIENT)))
          .isEqualTo(OutboundFailed.Reason.TIMEOUT);
    }
  }

  @Test
  void boundsTheHeadersOfAnAnswer() {
    ScriptedServer many =
        server(ScriptedServer.saying("HTTP/1.1 200 OK\n" + "A: b\n".repeat(500) + "\n"));
    assertThat(failure(client(many), get(many))).isEqualTo(OutboundFailed.Reason.PROTOCOL);
    ScriptedServer vast =
        server(ScriptedServer.saying("HTTP/1.1 200 OK\nA: " + "b".repeat(50_000) + "\n\n"));
    assertThat(failure(client(vast), get(vast))).isEqualTo(OutboundFailed.Reason.PROTOCOL);
    ScriptedServer chatter = server(ScriptedServer.saying("SSH-2.0-hello\n\n"));
    assertThat(failure(client(chatter), get(chatter))).isEqualTo(OutboundFailed.Reason.PROTOCOL);
  }

  @Test
  @Tag("DYN-03")
  void trustsNoOtherAuthorityAndNoOtherName() {
    ScriptedServer server = server(ScriptedServer.saying(OK + "\nhello"));
    SafeHttp system =
        kept(
            new SafeHttp(
                policy(server),
                Trust.system(),
                host -> List.of(InetAddress.getByName("127.0.0.1"))));
    assertThat(failure(system, get(server))).isEqualTo(OutboundFailed.Reason.TLS);
    URI other = URI.create("https://other.example.test:" + server.port() + "/");
    assertThat(failure(client(server), SafeRequest.get(other)))
        .isEqualTo(OutboundFailed.Reason.TLS);
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void tellsAnUnknownNameAndASlowResolver() {
    AddressPolicy policy = AddressPolicy.strict();
    SafeHttp unknown =
        client(
            policy,
            host -> {
              throw new UnknownHostException(host);
            });
    SafeRequest request =
        SafeRequest.get(URI.create("https://lms.example.test/")).withLimits(IMPATIENT);
    assertThat(failure(unknown, request)).isEqualTo(OutboundFailed.Reason.DNS);
    SafeHttp slow =
        client(
            policy,
            host -> {
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return List.of();
            });
    assertThat(failure(slow, request)).isEqualTo(OutboundFailed.Reason.DNS);
  }

  @Test
  void speaksHttpToLoopbackInDevelopment() {
    ScriptedServer server =
        kept(
            new ScriptedServer(
                ServerSocketFactory.getDefault(), ScriptedServer.saying(OK + "\nhello")));
    SafeHttp http = client(AddressPolicy.strict().allowingInsecureLoopback(), Resolver.system());
    URI uri = URI.create("http://127.0.0.1:" + server.port() + "/");
    assertThat(http.send(SafeRequest.get(uri)).text()).isEqualTo("hello");
  }

  @Test
  void setsNoHeaderThatWouldBreakOut() {
    SafeRequest request = SafeRequest.get(URI.create("https://lms.example.test/"));
    for (String[] header :
        new String[][] {{"A", "b\r\nC: d"}, {"A b", "c"}, {"Host", "x"}, {"A", "\0"}}) {
      assertThat(
              catchThrowableOfType(
                      OutboundRefused.class, () -> request.withHeader(header[0], header[1]))
                  .reason())
          .isEqualTo(OutboundRefused.Reason.HEADER);
    }
    assertThat(request.withHeader("Authorization", "Bearer secret").toString())
        .doesNotContain("secret");
  }
}
