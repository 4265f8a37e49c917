package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.wire.RawClient.Answer;

@Tag("GATE-08")
class MendingTest {
  private static Trial trial;
  private static int containerPort;
  private static final AtomicReference<MultiMap> SEEN = new AtomicReference<>();
  private static final AtomicReference<Consumer<MultiMap>> SENDS = new AtomicReference<>();

  @BeforeAll
  static void start() {
    trial = new Trial();
    containerPort =
        trial.container(
            "abc",
            request -> {
              SEEN.set(MultiMap.caseInsensitiveMultiMap().addAll(request.headers()));
              SENDS.get().accept(request.response().headers());
              request.response().end("ok");
            });
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @Test
  @Tag("GATE-06")
  void makesEachCookieOneThatAFrameKeeps() throws IOException {
    Answer answer =
        sends(
            head ->
                head.add(
                        "Set-Cookie",
                        "_xsrf=2|ab|cd; expires=Sun, 20 Dec 2026 10:00:00 GMT; Path=/")
                    .add("Set-Cookie", "a=b; Domain=localhost; SameSite=Lax; secure; HttpOnly")
                    .add("Set-Cookie", "c=; Max-Age=0; samesite=strict; PARTITIONED"));
    assertThat(answer.all("set-cookie"))
        .containsExactly(
            "_xsrf=2|ab|cd; expires=Sun, 20 Dec 2026 10:00:00 GMT; Path=/; Secure; SameSite=None;"
                + " Partitioned",
            "a=b; HttpOnly; Secure; SameSite=None; Partitioned",
            "c=; Max-Age=0; Secure; SameSite=None; Partitioned");
  }

  @Test
  void noContainerSetsACookieOfOurs() throws IOException {
    Answer answer =
        sends(
            head ->
                head.add("Set-Cookie", PassCookie.NAME + "=x; Path=/; Secure")
                    .add("Set-Cookie", "__HOST-MyDocker-other=x; Path=/; Secure")
                    .add("Set-Cookie", " mydocker-a=x")
                    .add("Set-Cookie", "=__Host-mydocker-session=x")
                    .add("Set-Cookie", "__Host-mydocker-session"));
    assertThat(answer.all("set-cookie")).isEmpty();
  }

  @Test
  @Tag("GATE-03")
  void ourCookiesNeverReachTheContainer() throws IOException {
    sends(head -> {});
    assertThat(SEEN.get().contains("cookie")).isFalse();
    trial.ask(
        "GET / HTTP/1.1\n%sCookie: _xsrf=2|a; __Host-mydocker-x=1; mydocker=2; user=\"a b\"\n\n"
            .formatted(trial.browser("abc")));
    assertThat(SEEN.get().getAll("cookie")).containsExactly("_xsrf=2|a; user=\"a b\"");
    assertThat(SEEN.get().toString()).doesNotContain("mydocker");
  }

  @Test
  void saysWhoMayFrameAndLeavesTheRestOfThePolicy() throws IOException {
    String ours = "frame-ancestors 'self' http://localhost:8080 http://127.0.0.1:9000";
    Answer bare = sends(head -> head.set("X-Frame-Options", "DENY"));
    assertThat(bare.all("content-security-policy")).containsExactly(ours);
    assertThat(bare.all("x-frame-options")).isEmpty();
    Answer jupyter =
        sends(
            head ->
                head.set(
                        "Content-Security-Policy",
                        "Frame-Ancestors 'self'; report-uri /api/security/csp-report;"
                            + " default-src 'none', frame-ancestors 'none'")
                    .set("Content-Security-Policy-Report-Only", "frame-ancestors 'none'"));
    assertThat(jupyter.all("content-security-policy"))
        .containsExactly("report-uri /api/security/csp-report; default-src 'none'", ours);
    assertThat(jupyter.all("content-security-policy-report-only")).isEmpty();
  }

  @Test
  void turnsTheContainersOwnAddressIntoThePublicOne() throws IOException {
    String origin = trial.gateway.origin("abc");
    String own = "127.0.0.1:" + containerPort;
    Map<String, String> addresses =
        Map.of(
            "http://" + own + "/tree?a=b#c",
            origin + "/tree?a=b#c",
            "HTTP://" + own,
            origin + "/",
            "//" + own + "/x",
            origin + "/x",
            "https://abc.localhost:" + trial.port() + "/x",
            origin + "/x",
            "http://localhost:" + containerPort + "/x",
            origin + "/x",
            "/tree?next=%2F",
            "/tree?next=%2F",
            "../up",
            "../up",
            "https://elsewhere.example/x",
            "https://elsewhere.example/x",
            "http://127.0.0.1:1/x",
            "http://127.0.0.1:1/x",
            "http://bad host/",
            "http://bad host/");
    for (Map.Entry<String, String> address : addresses.entrySet()) {
      Answer answer = sends(head -> head.set("Location", address.getKey()));
      assertThat(answer.header("location")).hasValue(address.getValue());
    }
  }

  @Test
  void givesTheHostAndOriginThatAnInterfaceCompares() throws IOException {
    SENDS.set(head -> {});
    trial.ask(
        "POST / HTTP/1.1\n%sOrigin: %s\nReferer: %s/tree\nContent-Length: 0\n\n"
            .formatted(
                trial.browser("abc"), trial.gateway.origin("abc"), trial.gateway.origin("abc")));
    assertThat(SEEN.get().get("host")).isEqualTo(trial.host("abc"));
    assertThat(SEEN.get().get("origin")).isEqualTo("http://" + SEEN.get().get("host"));
    assertThat(SEEN.get().get("referer")).startsWith("http://" + SEEN.get().get("host"));
  }

  @Test
  void tellsByItselfWhereARequestCameFrom() throws IOException {
    SENDS.set(head -> {});
    trial.ask(
        ("GET / HTTP/1.1\n%sX-Forwarded-For: 6.6.6.6\nX-Forwarded-Host: evil\nForwarded: for=x\n"
                + "X-Real-IP: 6.6.6.6\nX-Mydocker-Session: other\nX-Forwarded-Proto: gopher\n\n")
            .formatted(trial.browser("abc")));
    assertThat(SEEN.get().getAll("x-forwarded-host")).containsExactly(trial.host("abc"));
    assertThat(SEEN.get().getAll("x-forwarded-proto")).containsExactly("http");
    assertThat(SEEN.get().getAll("x-forwarded-port")).containsExactly("" + trial.port());
    for (String gone : List.of("x-forwarded-for", "forwarded", "x-real-ip", "x-mydocker-session")) {
      assertThat(SEEN.get().contains(gone)).as(gone).isFalse();
    }
  }

  @Test
  void takesOffWhatIsMeantForOneHopOrSpeaksForTheOrigin() throws IOException {
    SENDS.set(
        head ->
            head.set("Connection", "X-Private")
                .set("X-Private", "1")
                .set("Keep-Alive", "timeout=5")
                .set("X-Mydocker-Code", "fake")
                .set("Clear-Site-Data", "\"cookies\"")
                .set("Cache-Control", "max-age=60")
                .set("ETag", "\"v1\""));
    Answer answer =
        trial.ask(
            "GET / HTTP/1.1\n%sConnection: keep-alive, X-Hop, Cookie\nX-Hop: 1\nTE: trailers\n\n"
                .formatted(trial.browser("abc") + "Cookie: a=b\n"));
    for (String gone : List.of("x-private", "keep-alive", "x-mydocker-code", "clear-site-data")) {
      assertThat(answer.all(gone)).as(gone).isEmpty();
    }
    assertThat(answer.header("cache-control")).hasValue("max-age=60");
    assertThat(answer.header("etag")).hasValue("\"v1\"");
    assertThat(SEEN.get().contains("x-hop")).isFalse();
    assertThat(SEEN.get().contains("te")).isFalse();
    assertThat(SEEN.get().get("cookie")).isEqualTo("a=b");
  }

  private static Answer sends(Consumer<MultiMap> head) throws IOException {
    SENDS.set(head);
    return trial.get("abc", "/");
  }
}
