package org.mydocker.system.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;

/**
 * The EAR on a real Payara Server: launches are verified there as they are by the jar, and after
 * the server was restarted.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServerIT {

  private static final String LOOPBACK = "loopback";
  private static final Pattern SOCKET = Pattern.compile("socket:\\[([0-9]+)]");

  private final AtomicReference<PayaraServer> server = new AtomicReference<>();
  private Site site;

  @BeforeAll
  void start() {
    site =
        Site.start(
            Database.POSTGRESQL,
            Map.of(),
            place -> {
              server.set(new PayaraServer(place));
              return server.get();
            });
  }

  @AfterAll
  void leaveNothing() throws IOException {
    if (site != null) {
      site.close();
    }
    if (site != null && server.get() != null) {
      assertThat(server.get().alive()).isFalse();
      Files.writeString(site.data().resolve("run/server.log"), server.get().log());
      delete(server.get().domain());
    }
  }

  @Test
  void launchesAreVerifiedBeforeAndAfterARestart() {
    Platform north = Platform.register(site, "north");
    HttpBrowser browser = new HttpBrowser();
    URI course = entered(north, browser);
    north.launch(new HttpBrowser(), "5").key("other").post().assertRefused(401, "lti.signature");

    long before = site.pid();
    site.stopApplication();
    assertThat(server.get().alive()).isFalse();
    site.startApplication();
    assertThat(site.pid()).isNotEqualTo(before);

    assertThat(browser.get(course).status()).as("the visit of before").isEqualTo(200);
    entered(north, new HttpBrowser());
    north.launch(new HttpBrowser(), "5").key("other").post().assertRefused(401, "lti.signature");
  }

  /** The page that a launch leads to; it may be framed by the platform and names no server. */
  private URI entered(Platform north, HttpBrowser browser) {
    URI course = site.url().resolve(north.launch(browser, "5").post().assertEntered().location());
    Answer page = browser.get(course);
    assertThat(page.status()).as(page.body()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy")).contains("frame-ancestors 'self' http://");
    for (String name : List.of("X-Frame-Options", "Server", "X-Powered-By")) {
      assertThat(page.header(name)).as(name).isEmpty();
    }
    return course;
  }

  @Test
  void answersWhatTheOperatorAsks() throws IOException, InterruptedException {
    assertThat(site.get(site.url("/health/live")).statusCode()).isEqualTo(200);
    assertThat(site.get(site.url("/health/ready")).body()).contains("database");
    assertThat(site.get(site.url("/metrics")).statusCode()).isEqualTo(404);
    String token = Files.readString(site.data().resolve("command.token")).strip();
    Answer metrics =
        new HttpBrowser().get(site.url("/metrics"), "Authorization", "Bearer " + token);
    assertThat(metrics.body()).contains("mydocker_");
    assertThat(new HttpBrowser().get(site.url("/openapi")).body())
        .contains("/lti/jwks.json")
        .doesNotContain("/admin");
    assertThat(site.command("status", "{}").get("status").asText()).isEqualTo("up");
  }

  @Test
  void listensOnLoopbackOnly() throws IOException {
    assertThat(listeners(site.pid())).containsExactly(LOOPBACK);
  }

  private static boolean loopback(String address) {
    return address.equals("0100007F") // 127.0.0.1
        || address.equals("00000000000000000000000001000000") // ::1
        || address.equals("0000000000000000FFFF00000100007F"); // ::ffff:127.0.0.1
  }

  /**
   * The addresses, as the kernel writes them, at which a process listens; with the port, where it
   * is not loopback.
   */
  private Set<String> listeners(long pid) throws IOException {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(pid), "fd"))) {
      for (Path file : files.toList()) {
        Matcher socket = SOCKET.matcher(Files.readSymbolicLink(file).toString());
        if (socket.matches()) {
          sockets.add(socket.group(1));
        }
      }
    }
    Set<String> addresses = new TreeSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      for (String line : Files.readAllLines(Path.of(table))) {
        String[] words = line.strip().split("\\s+");
        if (words.length > 9 && words[3].equals("0A") && sockets.contains(words[9])) {
          String[] address = words[1].split(":");
          int port = Integer.parseInt(address[1], 16);
          if (port != site.innerDoorPort()) { // that one is on the sessions' bridge
            addresses.add(loopback(address[0]) ? LOOPBACK : address[0] + " port " + port);
          }
        }
      }
    }
    return addresses;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
