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
import java.util.concurrent.atomic.AtomicReference;
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
