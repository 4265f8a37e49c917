package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.broker.wire.RawClient.Answer;

@Tag("SES-13")
class EntranceTest {
  private static Trial trial;

  @BeforeAll
  static void start() {
    trial = new Trial();
    trial.container("abc", request -> request.response().end("inside " + request.uri()));
    trial.container("xyz", request -> request.response().end("other"));
  }

  @AfterAll
  static void stop() {
    trial.close();
  }

  @Test
  @Tag("GATE-06")
  void turnsATicketIntoACookieThatAFrameKeeps() throws IOException {
    Answer answer = enter("abc", trial.doorkeeper.ticket("abc"), "%2Ftree%3Fa%3D1%26b%3D2%23top");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location"))
        .hasValue(trial.gateway.origin("abc") + "/tree?a=1&b=2#top");
    assertThat(answer.all("set-cookie")).hasSize(1);
    assertThat(answer.header("set-cookie").get())
        .matches(
            "__Host-mydocker-session=[A-Za-z0-9_-]{43}; Path=/; Secure; HttpOnly; SameSite=None;"
                + " Partitioned");
    assertThat(answer.header("cache-control")).hasValue("no-store");
    assertThat(answer.header("referrer-policy")).hasValue("no-referrer");
  }

  @Test
  void theCookieOpensTheSession() throws IOException {
    Answer entered = enter("abc", trial.doorkeeper.ticket("abc"), "/");
    String cookie = entered.header("set-cookie").get().split(";", 2)[0];
    Answer answer =
        trial.ask("GET /x HTTP/1.1\nHost: %s\nCookie: %s\n\n".formatted(trial.host("abc"), cookie));
    assertThat(answer.body()).isEqualTo("inside /x");
    Answer elsewhere =
        trial.ask("GET /x HTTP/1.1\nHost: %s\nCookie: %s\n\n".formatted(trial.host("xyz"), cookie));
    assertThat(elsewhere.status()).isEqualTo(403);
  }

  @Test
  void aTicketWorksOnceAndAtItsOwnDoorOnly() throws IOException {
    String ticket = trial.doorkeeper.ticket("abc");
    assertThat(enter("abc", ticket, "/").status()).isEqualTo(303);
    Answer again = enter("abc", ticket, "/");
    assertThat(again.status()).isEqualTo(403);
    assertThat(again.header("x-mydocker-code")).hasValue("gateway.ticket-refused");
    assertThat(enter("xyz", trial.doorkeeper.ticket("abc"), "/").status()).isEqualTo(403);
  }

  @Test
  void whoReloadsWithASpentTicketAndAPassGoesOn() throws IOException {
    Answer answer =
        trial.ask("GET /.mydocker/enter?ticket=old&to=/ HTTP/1.1\n" + trial.browser("abc") + "\n");
    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.all("set-cookie")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "//evil.example/", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example", "evil.example",
        "%2F%0D%0ASet-Cookie%3Aa%3Db", "%2F%09%2Fevil.example", "%zz", "javascript%3Aalert(1)"
      })
  void goesNowhereElse(String to) throws IOException {
    Answer answer = enter("abc", trial.doorkeeper.ticket("abc"), to);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.all("location")).isEmpty();
  }

  @Test
  void writesAnyPathInAscii() {
    assertThat(Entrance.path("/notes d'été/ü%20.ipynb?q=\"<"))
        .hasValue("/notes%20d'%C3%A9t%C3%A9/%C3%BC%20.ipynb?q=%22%3C");
  }

  @Test
  void noOtherMethodSpendsATicketAndNoReservedPathReachesAContainer() throws IOException {
    String ticket = trial.doorkeeper.ticket("abc");
    Answer head =
        trial.ask(
            "POST /.mydocker/enter?ticket=%s HTTP/1.1\n%sContent-Length: 0\n\n"
                .formatted(ticket, trial.browser("abc")));
    assertThat(head.status()).isEqualTo(404);
    assertThat(enter("abc", ticket, "/").status()).isEqualTo(303);
    assertThat(trial.get("abc", "/.mydocker/anything").status()).isEqualTo(404);
  }

  @Test
  void tellsTheAddressToEnterBy() throws IOException {
    String address = trial.gateway.entrance("abc", trial.doorkeeper.ticket("abc"), "/lab?x=é&y=1");
    assertThat(address).startsWith(trial.gateway.origin("abc") + "/.mydocker/enter?ticket=");
    String uri = address.substring(trial.gateway.origin("abc").length());
    Answer answer = trial.ask("GET %s HTTP/1.1\nHost: %s\n\n".formatted(uri, trial.host("abc")));
    assertThat(answer.header("location"))
        .hasValue(trial.gateway.origin("abc") + "/lab?x=%C3%A9&y=1");
  }

  private static Answer enter(String session, String ticket, String to) throws IOException {
    return trial.ask(
        "GET /.mydocker/enter?ticket=%s&to=%s HTTP/1.1\nHost: %s\n\n"
            .formatted(ticket, to, trial.host(session)));
  }
}
