package org.mydocker.system.click;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.GitHost;
import org.mydocker.system.site.Ports;
import org.mydocker.system.site.Site;
import org.mydocker.system.site.Waiting;

/**
 * A site that can have no wildcard name: each session has a port of its own, on one host name, in
 * the LMS's frame with third-party cookies blocked. There are three ports.
 */
@Tag("GATE-03")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PortsIT {

  private static final String HOST = "sessions.localhost";
  private static final String PASS = "__Host-mydocker-at-";

  /** Answers with the cookies that it got, and sets one for scripts and one not for them. */
  private static final String ECHO =
      "exec('import http.server as h\\nclass E(h.BaseHTTPRequestHandler):\\n"
          + " def do_GET(s):\\n"
          + "  s.send_response(200)\\n"
          + "  s.send_header(\"Set-Cookie\", \"seen=1; Path=/\")\\n"
          + "  s.send_header(\"Set-Cookie\", \"kept=2; Path=/; HttpOnly\")\\n"
          + "  s.send_header(\"Content-Type\", \"text/javascript\" if s.path.endswith(\"js\")"
          + " else \"text/html\")\\n"
          + "  s.send_header(\"Cache-Control\", \"max-age=3600\")\\n"
          + "  s.end_headers()\\n"
          + "  s.wfile.write((\"//\" + s.headers.get(\"Cookie\", \"\")).encode())\\n"
          + "h.ThreadingHTTPServer((\"\", 8888), E).serve_forever()')";

  private static int first;
  private static Site site;
  private static Classroom course;
  private static final List<String> ACTIVITIES = new ArrayList<>();
  private static Somebody student;
  private static Page echoPage;

  @BeforeAll
  static void aSiteWithThreePorts() {
    ACTIVITIES.clear();
    echoPage = null;
    first = Ports.forUp();
    Map<String, String> settings = new HashMap<>(GitHost.shared().settings());
    settings.put("mydocker.sessions.url", "http://" + HOST + ":{port}");
    settings.put("mydocker.gateway.ports", first + "-" + (first + 2));
    site = Site.start(Database.POSTGRESQL, settings);
    course = Classroom.of(site, "north");
    Laid.environment(site, "Echo", false, "python3", "-c", ECHO);
    for (String title : List.of("At the first port", "At the second port", "At no port")) {
      ACTIVITIES.add(
          course.assignment(title, Map.of("exercise.ipynb", Classroom.notebook("print(6 * 7)"))));
    }
    student = course.become(Classroom.STUDENT);
  }

  @AfterAll
  static void leave() {
    if (student != null) {
      student.close();
    }
    if (site != null) {
      site.close();
    }
  }

  @Test
  @Order(1)
  void twoSessionsOfOneBrowserWorkSideBySideInTheFrame() {
    Page one = student.page();
    ConcurrentLinkedQueue<String> sockets = new ConcurrentLinkedQueue<>();
    one.onWebSocket(socket -> sockets.add(socket.url()));
    FrameLocator jupyter = Classroom.start(course.open(student, ACTIVITIES.get(0)));
    assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
    int portOfOne = port(one);
    assertThat(sockets).anyMatch(url -> url.startsWith("ws://" + HOST + ":" + portOfOne + "/api"));
    Classroom.write(one, Classroom.folder(one) + "/notes.txt", "of the first");

    Somebody again = new Somebody(student.context());
    Page two = again.page();
    FrameLocator second = Classroom.start(course.open(again, ACTIVITIES.get(1)));
    assertThat(Classroom.runFirstCell(second)).isEqualTo("42");
    int portOfTwo = port(two);
    assertThat(List.of(portOfOne, portOfTwo)).doesNotHaveDuplicates().isSubsetOf(all());

    Classroom.write(two, Classroom.folder(two) + "/notes.txt", "of the second");
    Classroom.write(one, Classroom.folder(one) + "/notes.txt", "of the first, later");
    assertThat(Classroom.read(one, Classroom.folder(one) + "/notes.txt"))
        .isEqualTo("of the first, later");
    assertThat(Classroom.read(two, Classroom.folder(two) + "/notes.txt"))
        .isEqualTo("of the second");
    Classroom.save(jupyter);
    assertThat(cookies(PASS)).hasSize(2);
    aSessionOpensToItsOwnPassAlone(portOfOne, portOfTwo);
    FrameLocator tool = two.frameLocator("[data-testid=tool-frame]");
    tool.locator(".brand").click();
    tool.locator("a", new FrameLocator.LocatorOptions().setHasText("Echo")).click();
    Classroom.startOther(tool).getByText("//").waitFor();
    Frame echo = interfaceIn(two);
    assertThat(List.of(portOfOne, portOfTwo, port(two))).containsExactlyInAnyOrderElementsOf(all());
    aContainerSeesItsOwnCookiesAlone(echo);
    nothingOfASessionStaysForTheNextOneAtItsPort(two);
    echoPage = two;
  }

  private static List<Integer> all() {
    return List.of(first, first + 1, first + 2);
  }

  private void aSessionOpensToItsOwnPassAlone(int portOfOne, int portOfTwo) {
    List<String> passes = cookies(PASS).stream().map(one -> one.name + "=" + one.value).toList();
    for (int port : List.of(portOfOne, portOfTwo)) {
      Doorway door = door(port);
      List<Integer> answers =
          passes.stream().map(pass -> door.get("/api/status", pass).status()).toList();
      assertThat(answers).containsExactlyInAnyOrder(200, 403);
      String own = passes.get(answers.indexOf(200));
      String foreign = passes.get(answers.indexOf(403));
      String renamed = own.split("=")[0] + "=" + foreign.split("=")[1];
      assertThat(door.get("/api/status", renamed).status()).isEqualTo(403);
      assertThat(door.get("/api/status", own + "; " + foreign).status()).isEqualTo(200);
      assertThat(
              Wire.get(site.gatewayPort(), HOST + ":" + port, "/api/status", "Cookie: " + own)
                  .status())
          .as("by the gateway's one port, as a proxy in front passes it on")
          .isEqualTo(200);
      String channels = door.kernel(own);
      String elsewhere = "http://" + HOST + ":" + (port == portOfOne ? portOfTwo : portOfOne);
      assertThat(door.socket(channels, own, door.origin()).status()).isEqualTo(101);
      assertThat(door.socket(channels, foreign, door.origin()).status()).isEqualTo(403);
      assertThat(door.socket(channels, own, elsewhere).status()).isEqualTo(403);
      assertThat(door.post("/api/kernels", own, elsewhere).status()).isEqualTo(403);
      assertThat(Wire.get(port, HOST + ":" + (port + 5), "/api/status", "Cookie: " + own).status())
          .isEqualTo(404);
    }
    assertThat(
            Wire.get(portOfOne, HOST + ":" + portOfTwo, "/api/status", "Cookie: " + passes.get(0))
                .status())
        .as("by another's port")
        .isEqualTo(404);
  }

  /** The browser sends the cookies of all three to each. */
  private void aContainerSeesItsOwnCookiesAlone(Frame echo) {
    assertThat(cookies(PASS)).hasSize(3);
    assertThat(cookies("mydocker-")).hasSizeGreaterThan(2);
    assertThat(echo.evaluate("async () => (await fetch('/again')).text()"))
        .isIn("//seen=1; kept=2", "//kept=2; seen=1");
    String readable = (String) echo.evaluate("() => document.cookie");
    assertThat(readable).contains("seen=1").doesNotContain("kept", "mydocker", "__Host");
    echo.evaluate("() => { document.cookie = 'kept=forged; Path=/'; }");
    assertThat(echo.evaluate("async () => (await fetch('/forged')).text()"))
        .asString()
        .contains("kept=2")
        .doesNotContain("forged");
  }

  /**
   * A cache, a service worker and a store would go on acting at the origin of whoever comes after;
   * seen in a tab of its own, since the frame's browser lets nobody store anything.
   */
  private void nothingOfASessionStaysForTheNextOneAtItsPort(Page page) {
    int port = port(page);
    Page tab = inATab(page);
    assertThat(tab.evaluate("async () => (await fetch('/x')).headers.get('cache-control')"))
        .isEqualTo("no-store");
    assertThat(
            tab.evaluate(
                """
                async () => {
                  try {
                    await navigator.serviceWorker.register('/worker.js');
                    return 'registered';
                  } catch (refused) { return 'refused'; }
                }
                """))
        .isEqualTo("refused");
    List<Integer> answers =
        cookies(PASS).stream()
            .map(pass -> pass.name + "=" + pass.value)
            .flatMap(
                pass ->
                    Stream.of(
                        door(port).get("/worker.js", pass),
                        Wire.get(
                            port,
                            HOST + ":" + port,
                            "/worker.js",
                            "Cookie: " + pass,
                            "Service-Worker: script")))
            .map(Wire.Answer::status)
            .toList();
    assertThat(answers)
        .as("each pass without and with the field: those of this session open it without")
        .contains(200, 403, 404)
        .filteredOn(status -> status == 200)
        .hasSizeLessThan(answers.size() / 2);
    tab.evaluate("() => localStorage.setItem('left', 'behind')");
    tab.reload();
    assertThat(tab.evaluate("() => localStorage.getItem('left')")).isEqualTo("behind");
    tab.navigate(entrance(page));
    assertThat(tab.evaluate("() => localStorage.getItem('left')"))
        .as("entered again, the session keeps what it stored")
        .isEqualTo("behind");
    tab.close();
  }

  /** The session that a page shows, in a tab of the same browser. */
  private static Page inATab(Page page) {
    Page tab = student.tab();
    tab.navigate(entrance(page));
    return tab;
  }

  private static String entrance(Page page) {
    String text = Inside.of(page).get("sessions/" + Classroom.session(page) + "/entrance").text();
    return text.replaceAll(".*\"address\":\"([^\"]*)\".*", "$1").replace("\\u0026", "&");
  }

  @Test
  @Order(2)
  void aFourthIsToldThatAllAreTakenAndGetsThePortOfOneThatStopped() {
    if (echoPage == null) { // this alone is run again
      twoSessionsOfOneBrowserWorkSideBySideInTheFrame();
    }
    int freed = port(echoPage);
    List<Cookie> before = cookies(PASS);
    Somebody again = new Somebody(student.context());
    FrameLocator tool = course.open(again, ACTIVITIES.get(2));
    tool.locator("form[action*='/open'] button").click();
    tool.getByText("All places for sessions are taken")
        .waitFor(new Locator.WaitForOptions().setTimeout(60_000));
    again.picture("all-ports-taken");
    String echoed = "sessions/" + Classroom.session(echoPage);
    Inside.of(echoPage).post(echoed + "/stop");
    Waiting.until(
        "the one that echoes is stopped",
        Duration.ofSeconds(60),
        () -> Inside.of(echoPage).get(echoed + "/state").text().contains("\"stopped\""));
    assertThat(door(freed).get("/", "x=y").status()).isEqualTo(410);
    tool.locator("form[action*='/restart'] button").click();
    FrameLocator jupyter = Classroom.running(tool);
    assertThat(Classroom.runFirstCell(jupyter)).isEqualTo("42");
    assertThat(port(again.page())).isEqualTo(freed);
    Page tab = inATab(again.page());
    assertThat(tab.evaluate("() => location.port")).isEqualTo(String.valueOf(freed));
    assertThat(tab.evaluate("() => localStorage.getItem('left')"))
        .as("what the one before left in this browser")
        .isNull();
    for (Cookie pass : before) {
      assertThat(door(freed).get("/api/status", pass.name + "=" + pass.value).status())
          .as("what opened the one before")
          .isEqualTo(403);
    }
    again.picture("a-port-for-each");
  }

  private static List<Cookie> cookies(String prefix) {
    return student.context().cookies().stream()
        .filter(cookie -> cookie.name.startsWith(prefix))
        .toList();
  }

  private static Doorway door(int port) {
    return Doorway.at(port, URI.create("http://" + HOST + ":" + port));
  }

  /** The port of the interface that a page shows. */
  private static int port(Page page) {
    return URI.create(interfaceIn(page).url()).getPort();
  }

  private static Frame interfaceIn(Page page) {
    return page.frames().stream()
        .filter(frame -> HOST.equals(URI.create(frame.url()).getHost()))
        .findFirst()
        .orElseThrow();
  }
}
