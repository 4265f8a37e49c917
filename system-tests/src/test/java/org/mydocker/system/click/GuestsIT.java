package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Guest;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.InTurn;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/**
 * Who is in a session: its owner, a guest as long as the owner wants, staff of its course who say
 * why; and nobody else, by page, by request and by WebSocket.
 */
@Tag("GATE-02")
@InTurn
class GuestsIT {

  /** As the requirement says. */
  private static final Duration FELT = Duration.ofSeconds(5);

  private static final Site SITE = Site.shared();
  private static final Rows ROWS = new Rows(SITE);
  private static final Pattern SESSION = Pattern.compile("/sessions/([0-9a-f-]{36})");
  private static final Pattern LINK = Pattern.compile("/guest/([a-z0-9]{20})");

  private static Platform north;
  private static Guest owner;
  private static Guest friend;
  private static Guest stranger;
  private static Guest teacher;
  private static String session;
  private static Doorway door;
  private static String own;
  private static String channels;

  @BeforeAll
  static void aStudentWorks() {
    north = Platform.register(SITE, "north");
    owner = Guest.of(north, north.launch(new HttpBrowser(), "5"));
    friend = Guest.of(north, north.launch(new HttpBrowser(), "6"));
    stranger = Guest.of(north, north.launch(new HttpBrowser(), "7"));
    teacher = Guest.of(north, north.launch(new HttpBrowser(), "3"));
    Object environment =
        ROWS.one("select cast(id as text) from broker.environment where built_in is not null")
            .orElseThrow();
    Answer opened = owner.post("environments/" + environment + "/open", Map.of());
    Matcher found = SESSION.matcher(opened.header("Location"));
    assertThat(found.find()).as(opened.body()).isTrue();
    session = "sessions/" + found.group(1);
    Waiting.until(
        "the interface is ready",
        Duration.ofSeconds(120),
        () -> owner.get(session + "/state").body().contains("\"ready\""));
    URI entrance = entrance(owner);
    door = Doorway.at(SITE.gatewayPort(), entrance);
    own = door.enter(entrance).orElseThrow();
    channels = door.kernel(own);
  }

  @AfterAll
  static void leave() {
    owner.post(session + "/stop", Map.of());
  }

  @Test
  void aStrangerIsRefusedEverywhere() {
    refusedEverywhere(stranger);
    assertThat(door.get("/api/status", "x=y").status()).isEqualTo(403);
    assertThat(socket("x=y").status()).isEqualTo(403);
    assertThat(stranger.post(session + "/help", Map.of("reason", "to look")).status())
        .isEqualTo(403);
    assertThat(stranger.get(session + "/help").status()).isEqualTo(403);
    for (String act : List.of("/guests/invite", "/guests/withdraw", "/stop", "/restart", "/keep")) {
      assertThat(stranger.post(session + act, Map.of("minutes", "60")).status())
          .as(act)
          .isIn(403, 404);
    }
    Answer signedOut = new HttpBrowser().get(SITE.url("/guest/" + code()));
    assertThat(signedOut.status()).isEqualTo(401);
    assertThat(signedOut.body()).contains("Sign in first");
  }

  @Test
  void aGuestComesByTheOwnersLinkOnceAndIsOutWithinFiveSeconds() {
    String code = code();
    Answer led = friend.browser().get(SITE.url("/guest/" + code));
    assertThat(led.location().getPath()).endsWith("/guest/" + code);
    assertThat(friend.get("guest/" + code).status()).as("a look uses nothing up").isEqualTo(200);
    Guest elsewhere =
        Guest.of(
            north, north.launch(new HttpBrowser(), "6").lti("context", Map.of("id", "another")));
    assertThat(elsewhere.get("guest/" + code).status()).isEqualTo(403);
    assertThat(elsewhere.post("guest/" + code, Map.of()).status()).isEqualTo(403);

    Answer in = friend.post("guest/" + code, Map.of());
    assertThat(in.status()).as(in.body()).isEqualTo(303);
    assertThat(in.location().getPath()).endsWith(session);
    assertThat(friend.get(session).body()).contains("id=\"guest-of\"").doesNotContain("/stop\"");
    assertThat(friend.post("guest/" + code, Map.of()).status()).as("the same again").isEqualTo(303);
    assertThat(stranger.get("guest/" + code).status()).isEqualTo(410);
    assertThat(stranger.post("guest/" + code, Map.of()).status()).isEqualTo(410);
    refusedEverywhere(elsewhere);

    String pass = door.enter(entrance(friend)).orElseThrow();
    assertThat(door.get("/api/status", pass).status()).isEqualTo(200);
    assertThat(socket(pass, "http://another.localhost").status()).isEqualTo(403);
    for (String act :
        List.of("/stop", "/restart", "/guests/invite", "/guests/withdraw", "/guests/remove")) {
      assertThat(friend.post(session + act, Map.of("minutes", "60")).status())
          .as(act)
          .isIn(403, 404);
    }
    assertThat(friend.get(session + "/guests").status()).isIn(403, 404);
    assertThat(friend.get(session + "/logs").status()).isIn(403, 404);
    assertThat(written(friend)).contains("JOIN_SESSION invited");

    Answer guests = owner.get(session + "/guests");
    assertThat(guests.body()).contains("<h1>Guests in “Notebook”</h1>");
    assertThat(owner.get(session + "/state").body()).containsPattern("\"guests\":\\[\"[^\"]+\"]");
    try (Doorway.Tunnel theirs = socket(pass);
        Doorway.Tunnel mine = socket(own)) {
      assertThat(List.of(theirs.status(), mine.status())).containsOnly(101);
      Answer removed =
          owner.post(session + "/guests/remove", Map.of("guest", guests.field("guest")));
      assertThat(removed.status()).isEqualTo(303);
      assertThat(theirs.endsWithin(FELT)).as("the guest's socket").isTrue();
      assertThat(mine.endsWithin(Duration.ofSeconds(3))).as("the owner's socket").isFalse();
    }
    assertThat(door.get("/api/status", pass).status()).isEqualTo(403);
    refusedEverywhere(friend);
    assertThat(friend.post("guest/" + code, Map.of()).status()).isEqualTo(410);
    assertThat(written(owner))
        .contains("MANAGE_SESSION invite for 60", "MANAGE_SESSION guest removed");
  }

  @Test
  void aGuestIsOutWhenTheTimeIsOver() {
    String code = code();
    friend.post("guest/" + code, Map.of());
    String pass = door.enter(entrance(friend)).orElseThrow();
    try (Doorway.Tunnel theirs = socket(pass)) {
      assertThat(theirs.status()).isEqualTo(101);
      assertThat(theirs.endsWithin(Duration.ofSeconds(1))).isFalse();
      ROWS.change(
          "update broker.session_guest set until = now() where person = cast(? as uuid)",
          friend.visit("person"));
      assertThat(theirs.endsWithin(FELT)).isTrue();
    }
    assertThat(door.get("/api/status", pass).status()).isEqualTo(403);
    refusedEverywhere(friend);
    assertThat(owner.get(session + "/guests").body()).doesNotContain("name=\"guest\"");
  }

  @Test
  void aLinkThatWasWithdrawnOrIsOldOpensNothing() {
    String withdrawn = code();
    assertThat(owner.post(session + "/guests/withdraw", Map.of()).status()).isEqualTo(303);
    assertThat(friend.post("guest/" + withdrawn, Map.of()).status()).isEqualTo(410);
    String old = code();
    ROWS.change("update broker.session_invitation set ends = now() where person is null");
    assertThat(friend.get("guest/" + old).status()).isEqualTo(410);
    assertThat(friend.post("guest/" + old, Map.of()).status()).isEqualTo(410);
    assertThat(friend.post("guest/" + "a".repeat(20), Map.of()).status()).isEqualTo(410);
    refusedEverywhere(friend);
  }

  @Test
  void staffOfTheCourseComeInByAReasonThatTheOwnerReads() {
    assertThat(teacher.get(session).location().getPath()).endsWith(session + "/help");
    String address = "/help/" + session.substring(session.indexOf('/') + 1);
    assertThat(owner.get(session + "/guests").body()).contains(SITE.url(address).toString());
    assertThat(teacher.browser().get(SITE.url(address)).location().getPath()).endsWith(session);
    assertThat(new HttpBrowser().get(SITE.url(address)).status()).isEqualTo(401);
    assertThat(teacher.get(session + "/entrance").status()).isEqualTo(403);
    assertThat(teacher.get(session + "/help").status()).isEqualTo(200);
    for (String none : List.of("", "   ", "x".repeat(301))) {
      assertThat(teacher.post(session + "/help", Map.of("reason", none)).status()).isEqualTo(400);
    }
    refusedEverywhere(teacher);
    Guest elsewhere =
        Guest.of(
            north, north.launch(new HttpBrowser(), "3").lti("context", Map.of("id", "another")));
    assertThat(elsewhere.post(session + "/help", Map.of("reason", "curious")).status())
        .isEqualTo(403);
    refusedEverywhere(elsewhere);

    String reason = "asked in the forum " + UUID.randomUUID();
    assertThat(teacher.post(session + "/help", Map.of("reason", reason)).status()).isEqualTo(303);
    assertThat(teacher.get(session).status()).isEqualTo(200);
    String pass = door.enter(entrance(teacher)).orElseThrow();
    assertThat(door.get("/api/status", pass).status()).isEqualTo(200);
    assertThat(written(teacher)).contains("HELP_IN_SESSION to help: " + reason);
    Answer guests = owner.get(session + "/guests");
    assertThat(guests.body()).contains(reason);
    try (Doorway.Tunnel theirs = socket(pass)) {
      assertThat(theirs.status()).isEqualTo(101);
      owner.post(session + "/guests/remove", Map.of("guest", guests.field("guest")));
      assertThat(theirs.endsWithin(FELT)).isTrue();
    }
    refusedEverywhere(teacher);
  }

  /** A fresh code, as the owner's page shows it. */
  private static String code() {
    Answer page = owner.post(session + "/guests/invite", Map.of("minutes", "60"));
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    Matcher link = LINK.matcher(page.body());
    assertThat(link.find()).as(page.body()).isTrue();
    return link.group(1);
  }

  private static URI entrance(Guest somebody) {
    Answer answer = somebody.get(session + "/entrance");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    try {
      return URI.create(new ObjectMapper().readTree(answer.body()).get("address").asText());
    } catch (IOException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  private static void refusedEverywhere(Guest somebody) {
    for (String page : List.of("/entrance", "/enter", "/state", "/progress", "/logs", "/guests")) {
      assertThat(somebody.get(session + page).status()).as(page).isIn(403, 404);
    }
    assertThat(somebody.get(session).status()).isIn(303, 403, 404);
    assertThat(somebody.get(session).header("Location")).doesNotContain("ticket");
  }

  private static Doorway.Tunnel socket(String pass) {
    return socket(pass, door.origin());
  }

  private static Doorway.Tunnel socket(String pass, String origin) {
    return door.socket(channels, pass, origin);
  }

  /** What the audit log has of a person. */
  private static List<String> written(Guest somebody) {
    return ROWS
        .all(
            "select concat(act, ' ', reason) from site.audit_entry where person = cast(? as uuid)",
            somebody.visit("person"))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
