package org.mydocker.system.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.mydocker.system.launch.Answer;
import org.mydocker.system.launch.Attempt;
import org.mydocker.system.launch.HttpBrowser;
import org.mydocker.system.launch.Platform;
import org.mydocker.system.launch.Rows;
import org.mydocker.system.site.Database;
import org.mydocker.system.site.Site;

/**
 * An installation of its own, which knows one registration at first, is killed in the middle of its
 * work and is flooded at the end; hence the order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestartIT {

  private static final int PER_MINUTE = 1200;

  private static Site site;
  private static Platform north;

  @BeforeAll
  static void start() {
    site =
        Site.start(
            Database.POSTGRESQL,
            Map.of("mydocker.lti.logins-per-minute-address", String.valueOf(PER_MINUTE)));
    north = Platform.register(site, "north");
  }

  @AfterAll
  static void close() {
    site.close();
  }

  private static Map<String, String> initiation() {
    return Attempt.fields(north.initiation(Platform.JSON.createObjectNode().put("user", "5")));
  }

  @Test
  @Order(1)
  @Tag("INI-03")
  void findsTheRegistrationByItsIssuerAsLongAsThereIsOne() {
    Map<String, String> fields = initiation();
    fields.remove("client_id");
    Answer found = new HttpBrowser().post(site.url("/lti/login"), fields);
    assertThat(Attempt.parameters(found.location())).containsEntry("client_id", north.clientId());
    Platform.register(site, "north");
    new HttpBrowser()
        .post(site.url("/lti/login"), fields)
        .assertRefused(400, "lti.registration-ambiguous");
    fields.put("iss", "http://127.0.0.1:1/unknown");
    new HttpBrowser()
        .post(site.url("/lti/login"), fields)
        .assertRefused(400, "lti.registration-ambiguous");
  }

  @Test
  @Order(2)
  @Tag("O-09")
  @Tag("TOK-17")
  @Tag("INI-07")
  void remembersEveryLaunchThroughAKill() {
    Attempt used = north.launch(new HttpBrowser(), "5");
    Attempt underWay = north.launch(new HttpBrowser(), "6");
    Map<String, String> cookies = used.browser().cookies();
    String token = used.token();
    used.post(token).assertEntered();
    site.killApplication();
    site.startApplication();
    HttpBrowser again = new HttpBrowser();
    cookies.forEach(again::cookie);
    used.postIn(again, token, used.state()).assertRefused(401, "lti.replayed");
    underWay.post().assertEntered();
  }

  @Test
  @Order(3)
  @Tag("INI-08")
  @Tag("INI-12")
  @Tag("O-23")
  void takesALectureHallOfLoginsAndThenNoMoreWithoutKeepingAny() throws Exception {
    String form = HttpBrowser.encoded(initiation());
    Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    int taken = flood(form, 200, statuses);
    Map<String, Long> rows = rows();
    long before = site.liveBytes();
    long begun = System.nanoTime();
    Answer last;
    do {
      taken += flood(form, 100, statuses);
      last = login(form);
    } while (elapsed(begun) < 30 || last.status() != 429 && elapsed(begun) < 60);
    last.assertRefused(429, "lti.too-many");
    assertThat(last.header("Retry-After")).isNotEmpty();
    assertThat(statuses).containsExactlyInAnyOrder(302, 429);
    assertThat(taken).isGreaterThanOrEqualTo(1000);
    assertThat(rows()).isEqualTo(rows);
    assertThat(site.liveBytes() - before).isLessThan(24L << 20);
  }

  private static long elapsed(long begun) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
  }

  /** How many rows each table has in which a login could leave something. */
  private static Map<String, Long> rows() {
    Rows all = new Rows(site);
    Map<String, Long> counts = new TreeMap<>();
    all.all(
            "select table_schema || '.' || table_name from information_schema.tables"
                + " where table_schema in ('lti', 'site') and table_type = 'BASE TABLE'")
        .forEach(table -> counts.put(table.toString(), all.count(table.toString())));
    assertThat(counts).containsKeys("lti.consumed_nonce", "site.visit");
    return counts;
  }

  /** How many of so many logins were taken, by four at a time. */
  private static int flood(String form, int logins, Set<Integer> statuses)
      throws InterruptedException {
    AtomicInteger taken = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(4);
    IntStream.range(0, logins)
        .forEach(
            i ->
                clients.execute(
                    () -> {
                      int status = login(form).status();
                      statuses.add(status);
                      if (status == 302) {
                        taken.incrementAndGet();
                      }
                    }));
    clients.shutdown();
    assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    return taken.get();
  }

  private static Answer login(String form) {
    return new HttpBrowser().post(site.url("/lti/login"), form, HttpBrowser.FORM);
  }
}
