package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.broker.wire.RawClient;
import org.mydocker.broker.wire.RawClient.Answer;

class ReceptionTest {
  private static Trial trial;
  private static final List<String> REACHED = new CopyOnWriteArrayList<>();

  @BeforeAll
  static void start() {
    trial = new Trial();
    trial.container(
        "abc",
        request -> {
          REACHED.add(request.method() + " " + request.uri());
          request.body().onSuccess(body -> request.response().end("got " + body.length()));
        });
    trial.routes.put(new Route.Stopped("old", 7));
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @BeforeEach
  void forget() {
    REACHED.clear();
  }

  @Test
  void letsNobodyInWithoutAPass() throws IOException {
    Answer none = trial.ask("GET / HTTP/1.1\nHost: %s\n\n".formatted(trial.host("abc")));
    assertThat(none.status()).isEqualTo(403);
    assertThat(none.header("x-mydocker-code")).hasValue("gateway.no-pass");
    String madeUp = PassCookie.NAME + "=" + "A".repeat(43);
    String twice = madeUp + "; " + madeUp;
    for (String cookie : List.of(madeUp, twice, PassCookie.NAME + "=", "a=b")) {
      Answer answer =
          trial.ask(
              "GET / HTTP/1.1\nHost: %s\nCookie: %s\n\n".formatted(trial.host("abc"), cookie));
      assertThat(answer.status()).isEqualTo(403);
    }
    assertThat(REACHED).isEmpty();
  }

  @Test
  void aRevokedPassIsFeltAtTheNextRequestOfTheSameConnection() throws IOException {
    trial.container("rev", request -> request.response().end("in"));
    try (RawClient client = new RawClient(trial.port())) {
      String request = ("GET / HTTP/1.1\n" + trial.browser("rev") + "\n").replace("\n", "\r\n");
      client.send(request);
      assertThat(client.answer().body()).isEqualTo("in");
      trial.doorkeeper.revoke("rev");
      client.send(request);
      assertThat(client.answer().status()).isEqualTo(403);
    }
  }

  @Test
  void refusesToActForAnotherSite() throws IOException {
    for (String origin :
        List.of(
            "Origin: http://evil.example",
            "Origin: null",
            "Origin: https://" + trial.host("abc"),
            "Origin: " + trial.gateway.origin("xyz"),
            "Sec-Fetch-Site: cross-site")) {
      Answer answer =
          trial.ask(
              "POST /api HTTP/1.1\n%s%s\nContent-Length: 2\n\nhi"
                  .formatted(trial.browser("abc"), origin));
      assertThat(answer.status()).as(origin).isEqualTo(403);
      assertThat(answer.header("x-mydocker-code")).hasValue("gateway.foreign-origin");
    }
    assertThat(REACHED).isEmpty();
    Answer own =
        trial.ask(
            "POST /api HTTP/1.1\n%sOrigin: %s\nContent-Length: 2\n\nhi"
                .formatted(trial.browser("abc"), trial.gateway.origin("abc")));
    assertThat(own.body()).isEqualTo("got 2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody.localhost:PORT",
        "localhost:PORT",
        "abc.localhost",
        "abc.localhost:1",
        "abc.localhost.:PORT",
        "x.abc.localhost:PORT",
        "abc.localhost:PORT.evil.example",
        "abc.evil.example:PORT",
        "127.0.0.1:PORT",
        "abc.localhost:PORT@evil",
        "abc..localhost:PORT",
        "abc%2elocalhost:PORT",
        "-.localhost:PORT"
      })
  void servesTheExactHostOfASessionOnly(String host) throws IOException {
    String pass = trial.doorkeeper.pass("abc").value();
    Answer answer =
        trial.ask(
            "GET / HTTP/1.1\nHost: %s\nCookie: %s=%s\n\n"
                .formatted(host.replace("PORT", "" + trial.port()), PassCookie.NAME, pass));
    assertThat(answer.status()).isIn(404, 400);
    assertThat(REACHED).isEmpty();
  }

  @Test
  void theNameOfAHostHasNoCase() throws IOException {
    String request = "GET / HTTP/1.1\n" + trial.browser("abc") + "\n";
    assertThat(trial.ask(request.replace("abc.localhost", "ABC.LocalHost")).status())
        .isEqualTo(200);
  }

  @Test
  void aStoppedSessionSaysSoInTheReadersLanguage() throws IOException {
    String request = "GET / HTTP/1.1\nHost: %s\n".formatted(trial.host("old"));
    Answer english = trial.ask(request + "\n");
    assertThat(english.status()).isEqualTo(410);
    assertThat(english.body())
        .contains("This session has stopped", "course page", "gateway.session-stopped");
    Answer french = trial.ask(request + "Accept-Language: fr-CA,fr;q=0.9,en;q=0.5\n\n");
    assertThat(french.body()).contains("lang=\"fr\"", "Cette session est arrêtée");
    assertThat(french.header("content-language")).hasValue("fr");
    assertThat(french.header("content-security-policy").get())
        .startsWith("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(french.header("x-content-type-options")).hasValue("nosniff");
    assertThat(trial.ask(request + "Accept-Language: ;;=\n\n").status()).isEqualTo(410);
    Answer json = trial.ask(request + "Accept: application/json\n\n");
    assertThat(json.body()).startsWith("{").contains("\"code\":\"gateway.session-stopped\"");
  }

  @Test
  void everyRefusalHasItsWordsInBothLanguages() {
    for (java.util.Locale language : List.of(java.util.Locale.ENGLISH, java.util.Locale.FRENCH)) {
      java.util.ResourceBundle words =
          java.util.ResourceBundle.getBundle("org.mydocker.broker.gateway.messages", language);
      assertThat(words.getLocale()).isEqualTo(language);
      for (Refusal refusal : Refusal.values()) {
        for (String part : List.of(".title", ".text", ".next")) {
          assertThat(words.getString(refusal.code() + part)).isNotBlank();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\nContent-Length: 6\n\nhello",
        "Content-Length: 5, 5\n\nhello",
        "Content-Length: +5\n\nhello",
        "Content-Length: -1\n\nhello",
        "Transfer-Encoding: xchunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: HOST\n\n",
        "Transfer-Encoding: identity, chunked\n\n0\n\n",
        "Transfer-Encoding: chunked\nTransfer-Encoding: identity\n\n0\n\n",
        "Transfer-Encoding : chunked\n\n0\n\nGET /smuggled HTTP/1.1\nHost: HOST\n\n",
        "Transfer-Encoding:\u000bchunked\n\n0\n\n",
        "Host: evil.example\nContent-Length: 0\n\n",
        "X-A: b\rX-C: d\nContent-Length: 0\n\n",
        "X-A: b\u0000\nContent-Length: 0\n\n"
      })
  void refusesWhatTwoReadersCouldReadDifferently(String rest) throws IOException {
    String request =
        "POST /first HTTP/1.1\n" + trial.browser("abc") + rest.replace("HOST", trial.host("abc"));
    assertThat(trial.ask(request).status()).as(rest).isEqualTo(400);
    assertThat(REACHED).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"GET http://evil.example/ HTTP/1.1", "OPTIONS * HTTP/1.1", "GET x HTTP/1.1"})
  void refusesTargetsThatAreNoPath(String line) throws IOException {
    assertThat(trial.ask(line + "\n" + trial.browser("abc") + "\n").status()).isEqualTo(400);
    assertThat(REACHED).isEmpty();
  }

  @ParameterizedTest
  @Tag("GATE-01")
  @ValueSource(
      strings = {
        "//double//slash",
        "/a/%2e%2e/b",
        "/../up",
        "/%E2%82%AC?q=%C3%A9&x=a+b",
        "/a;b=c/d",
        "/%2F%5c%00",
        "/?",
        "/a?x=/../y?z",
        "/a|b^c"
      })
  void passesPathsOnAsTheyAre(String uri) throws IOException {
    assertThat(trial.get("abc", uri).status()).isEqualTo(200);
    assertThat(REACHED).containsExactly("GET " + uri);
  }

  @Test
  @Tag("GATE-01")
  void writesRawBytesOfAPathAsPercentSigns() throws IOException {
    trial.get("abc", "/caf\u00c3\u00a9");
    assertThat(REACHED).containsExactly("GET /caf%C3%A9");
  }

  @Test
  void countsWhatGoesThrough() throws IOException {
    GatewayCounters before = trial.gateway.counters();
    trial.ask("POST / HTTP/1.1\n" + trial.browser("abc") + "Content-Length: 4\n\nbody");
    trial.ask("GET / HTTP/1.1\nHost: nobody\n\n");
    GatewayCounters after = trial.gateway.counters();
    assertThat(after.requests() - before.requests()).isEqualTo(2);
    assertThat(after.refusals() - before.refusals()).isEqualTo(1);
    assertThat(after.bytesIn() - before.bytesIn()).isEqualTo(4);
    assertThat(after.bytesOut() - before.bytesOut()).isEqualTo("got 4".length());
  }

  @Test
  @Tag("RUN-03")
  void tellsOfBodiesAsInputAndNotOfMereReading() throws IOException {
    trial.container("typ", request -> request.body().onSuccess(b -> request.response().end()));
    trial.get("typ", "/");
    assertThat(trial.gateway.lastInput("typ")).isEmpty();
    trial.ask("POST / HTTP/1.1\n" + trial.browser("typ") + "Content-Length: 4\n\nbody");
    assertThat(trial.gateway.lastInput("typ")).isPresent();
    Trial.until(
        () -> trial.told.stream().anyMatch(t -> t.session().equals("typ") && t.bytes() == 4));
  }

  @Test
  @Tag("WEB-03")
  void hearsOfTypingFromTheSessionsOwnPagesAlone() throws IOException {
    AtomicInteger reached = new AtomicInteger();
    trial.container(
        "key",
        request -> {
          reached.incrementAndGet();
          request.response().end();
        });
    String typed = "POST /.mydocker/typed HTTP/1.1\n";
    assertThat(trial.ask(typed + "Host: " + trial.host("key") + "\n\n").status()).isEqualTo(403);
    assertThat(trial.ask(typed + trial.browser("key") + "Origin: http://evil.invalid\n\n").status())
        .isEqualTo(403);
    assertThat(trial.gateway.lastInput("key")).isEmpty();
    assertThat(trial.ask(typed + trial.browser("key") + "Content-Length: 0\n\n").status())
        .isEqualTo(204);
    assertThat(trial.gateway.lastInput("key")).isPresent();
    assertThat(reached).hasValue(0);
  }

  @Test
  @Tag("WEB-03")
  void whatAnInterfaceSendsWhileItOpensIsNobodysInputUntilSomebodyTouchesIt() throws IOException {
    trial.container("new", request -> request.body().onSuccess(b -> request.response().end()));
    trial.gateway.opening("new");
    trial.ask("POST / HTTP/1.1\n" + trial.browser("new") + "Content-Length: 4\n\nitis");
    Trial.until(() -> trial.openings.contains("new"));
    assertThat(trial.gateway.lastInput("new")).isEmpty();

    trial.gateway.touched("new");
    trial.ask("POST / HTTP/1.1\n" + trial.browser("new") + "Content-Length: 4\n\nbody");
    assertThat(trial.gateway.lastInput("new")).isPresent();
    Trial.until(() -> trial.told.stream().anyMatch(t -> t.session().equals("new")));
  }

  @Test
  @Tag("WEB-03")
  void whatCameAMomentBeforeTheWordThatSomebodyIsThereIsThatPersonsInput() throws IOException {
    trial.container("quick", request -> request.body().onSuccess(b -> request.response().end()));
    trial.gateway.opening("quick");
    trial.ask("POST / HTTP/1.1\n" + trial.browser("quick") + "Content-Length: 4\n\nbody");
    trial.gateway.touched("quick");
    assertThat(trial.gateway.lastInput("quick")).isPresent();
    Trial.until(() -> trial.told.stream().anyMatch(t -> t.session().equals("quick")));
  }

  @Test
  void tellsOfASaveThatSucceededAndOfNoOther() throws IOException {
    trial.container("full", request -> request.response().setStatusCode(507).end());
    trial.container("disk", request -> request.body().onSuccess(b -> request.response().end()));
    String save = "PUT /api/contents/a.ipynb HTTP/1.1\n%sContent-Length: 2\n\n{}";
    trial.ask(save.formatted(trial.browser("full")));
    trial.ask("POST /api/sessions HTTP/1.1\n" + trial.browser("disk") + "Content-Length: 2\n\n{}");
    trial.get("disk", "/api/contents/a.ipynb");
    Trial.until(() -> trial.told.stream().anyMatch(t -> t.session().equals("disk")));
    trial.ask(
        "POST /api/contents/a.ipynb/checkpoints HTTP/1.1\n"
            + trial.browser("disk")
            + "Content-Length: 0\n\n");
    assertThat(trial.saves).isEmpty();
    assertThat(trial.gateway.lastSave("disk")).isEmpty();
    trial.ask(save.formatted(trial.browser("disk")));
    Trial.until(() -> trial.saves.contains("disk"));
    assertThat(trial.gateway.lastSave("disk")).isPresent();
    assertThat(trial.saves).doesNotContain("full");
  }
}
