package org.mydocker.broker.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Copies;
import org.mydocker.broker.catalogue.DataMount;
import org.mydocker.broker.catalogue.Design;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.broker.catalogue.FullEnvironment;
import org.mydocker.broker.catalogue.HomePolicy;
import org.mydocker.broker.catalogue.ImageReference;
import org.mydocker.broker.catalogue.Listing;
import org.mydocker.broker.catalogue.Needs;
import org.mydocker.broker.catalogue.NetworkPolicy;
import org.mydocker.broker.catalogue.Reach;
import org.mydocker.broker.catalogue.Recipe;
import org.mydocker.broker.rows.Lease;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.environment.Environment.Visibility;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StartEvent;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

/** What the rows promise, whichever database has them. */
abstract class StorageContract {

  private Bench bench;

  abstract TestDatabase database();

  @BeforeEach
  void open() {
    bench = new Bench(database());
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  @Tag("START-02")
  void makesOneSessionOfManyClicksAtOnce() throws Exception {
    Viewer student = Bench.student();
    Set<SessionId> ids =
        new HashSet<>(atOnce(8, () -> bench.store.open(bench.key(student), student, 1).id()));

    assertThat(ids).hasSize(1);
    assertThat(bench.store.in(SessionState.QUEUED)).hasSize(1);
  }

  @Test
  @Tag("START-02")
  void makesAnotherSessionForAnotherUserEnvironmentActivityOrRole() {
    Viewer student = Bench.student();
    EnvironmentId other = new Copies(bench.transactions).with(bench.notebook, HomePolicy.GLOBAL);
    ActivityId activity = new ActivityId(UUID.randomUUID());
    List<SessionKey> keys =
        List.of(
            bench.key(student),
            bench.key(Bench.student()),
            new SessionKey(student.person(), other, Optional.empty(), Role.STUDENT),
            new SessionKey(student.person(), bench.notebook, Optional.of(activity), Role.STUDENT),
            new SessionKey(student.person(), bench.notebook, Optional.empty(), Role.TEACHER));

    List<SessionId> once =
        keys.stream().map(key -> bench.store.open(key, student, 1).id()).toList();
    List<SessionId> twice =
        keys.stream().map(key -> bench.store.open(key, student, 1).id()).toList();

    assertThat(once).doesNotHaveDuplicates().isEqualTo(twice);
  }

  @Test
  @Tag("GATE-03")
  void aPortIsOneSessionsUntilItEndsAndGoesThenToWhoWaits() {
    GatePorts ports = new GatePorts(bench.transactions, bench.clock, 20_000, 20_002);
    List<Viewer> students = new ArrayList<>();
    List<SessionId> sessions = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      students.add(Bench.student());
      sessions.add(reopened(students.get(i)));
    }
    List<Optional<Integer>> taken = new ArrayList<>();
    for (SessionId session : sessions) {
      bench.clock.advance(Duration.ofSeconds(1));
      taken.add(ports.reserve(session));
    }
    assertThat(taken.subList(0, 3)).doesNotHaveDuplicates().allMatch(Optional::isPresent);
    assertThat(taken.get(3)).as("all are taken").isEmpty();
    assertThat(ports.reserve(sessions.get(1))).as("asked again").isEqualTo(taken.get(1));
    assertThat(ports.at(taken.get(2).orElseThrow())).contains(sessions.get(2));

    bench.store.stopping(sessions.get(2), StopReason.BY_OWNER);
    bench.clock.advance(Duration.ofSeconds(1));
    bench.store.stopping(sessions.get(0), StopReason.BY_OWNER);
    assertThat(ports.reserve(sessions.get(3))).as("unused for longest").isEqualTo(taken.get(0));
    assertThat(ports.at(taken.get(0).orElseThrow())).contains(sessions.get(3));
    assertThat(ports.of(sessions.get(0))).isEmpty();
    assertThat(ports.reserve(reopened(students.get(2)))).as("its old").isEqualTo(taken.get(2));
    assertThat(ports.reserve(reopened(students.get(0)))).isEmpty();
  }

  @Test
  void aPortOutsideOfTheRangeThatIsListenedAtIsNobodys() {
    SessionId session = reopened(Bench.student());
    Optional<Integer> before =
        new GatePorts(bench.transactions, bench.clock, 20_000, 20_002).reserve(session);
    GatePorts moved = new GatePorts(bench.transactions, bench.clock, 30_000, 30_002);
    assertThat(moved.of(session)).isEmpty();
    assertThat(moved.reserve(session)).isPresent().isNotEqualTo(before);
    assertThat(moved.of(session)).contains(30_000);
  }

  private SessionId reopened(Viewer student) {
    return bench.store.open(bench.key(student), student, 1).id();
  }

  @Test
  @Tag("GATE-03")
  void givesNoPortToTwoWhoAskAtOnce() throws Exception {
    GatePorts ports = new GatePorts(bench.transactions, bench.clock, 20_000, 20_003);
    List<Optional<Integer>> taken =
        atOnce(
            6,
            () -> {
              Viewer student = Bench.student();
              return ports.reserve(bench.store.open(bench.key(student), student, 1).id());
            });
    assertThat(taken.stream().flatMap(Optional::stream)).hasSize(4).doesNotHaveDuplicates();
  }

  @Test
  @Tag("START-01")
  void letsOneInstanceTakeAStart() throws Exception {
    Viewer student = Bench.student();
    SessionId id = bench.store.open(bench.key(student), student, 1).id();

    List<Boolean> taken = atOnce(6, () -> bench.store.claim(id).isPresent());

    assertThat(taken).containsOnlyOnce(true);
  }

  @Test
  void numbersEventsWithoutGapsAlsoWhenManyTell() throws Exception {
    Viewer student = Bench.student();
    Session session = bench.store.open(bench.key(student), student, 1);

    atOnce(
        6,
        () -> {
          bench.store.tell(session, Map.of("position", "1"));
          return true;
        });

    assertThat(bench.store.events(session.id(), 1, 0))
        .extracting(StartEvent::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L);
  }

  @Test
  @Tag("ENV-02")
  void renewsAJoinCodeAndForgetsTheOldOne() {
    Catalogue catalogue = bench.catalogue;
    Entry before = catalogue.entry(bench.notebook, Locale.FRENCH).orElseThrow();

    String renewed = catalogue.renewJoinCode(bench.notebook);

    assertThat(before.joinCode()).hasSize(20).isNotEqualTo(renewed);
    assertThat(catalogue.joined(before.joinCode(), Locale.FRENCH)).isEmpty();
    assertThat(catalogue.joined(renewed, Locale.FRENCH)).isPresent();
    assertThat(before.environment().description()).startsWith("Jupyter Notebook avec");
  }

  @Test
  @Tag("ENV-01")
  @Tag("ENV-09")
  void keepsAllThatAnEnvironmentIs() {
    ImageReference image =
        new ImageReference(
            "registry.test:5000/r/studio:4", Optional.of("sha256:" + "a".repeat(64)));
    Reach reach = new Reach(NetworkPolicy.ALLOW_LIST, List.of("cran.example.org", "pip.test"));
    FullEnvironment full = new FullEnvironment(image, "course-data").withGpus(2).with(reach);
    Listing listing = full.listing(Bench.TENANT, Bench.COURSE);
    Design design = full.design();

    EnvironmentId id = bench.adding.add(listing, design);

    Entry entry = bench.catalogue.entry(id, Locale.FRENCH).orElseThrow();
    assertThat(entry.environment())
        .isEqualTo(
            new Environment(
                id,
                "Statistiques",
                listing.french().description(),
                "rstudio",
                Visibility.COURSE,
                Optional.of(Bench.TENANT),
                Optional.of(Bench.COURSE)));
    assertThat(bench.catalogue.find(id)).map(Environment::title).contains("Statistics");
    assertThat(entry.maintainer()).isEqualTo("Maths department");
    assertThat(entry.sources()).isEqualTo(listing.sources());
    assertThat(entry.software()).isEqualTo("R 4.5, RStudio");
    assertThat(bench.catalogue.recipe(id, 1, Role.STUDENT))
        .isEqualTo(
            new Recipe(
                id,
                1,
                design.face(),
                image,
                design.command(),
                design.ports(),
                design.startPath(),
                design.size(),
                design.home(),
                design.mountPath(),
                List.of(new DataMount("course-data", "/data")),
                design.idle(),
                design.lifetime(),
                reach,
                Needs.NOTHING,
                Map.of("COLOUR", "blue", "PASSWORD", FullEnvironment.SECRET)));
    Recipe teachers = bench.catalogue.recipe(id, 1, Role.TEACHER);
    assertThat(teachers.image().text()).isEqualTo("for/teachers:2");
    assertThat(teachers.command()).containsExactly("teach");
    assertThat(teachers.size()).isEqualTo(new Recipe.Size(2, 2048, 200, 128, 1));
    assertThat(teachers.data()).extracting(DataMount::target).containsOnly("/data", "/solutions");
    assertThat(teachers.variables()).containsEntry("PASSWORD", FullEnvironment.TEACHERS_SECRET);
    assertThat(teachers.toString() + design).doesNotContain(FullEnvironment.TEACHERS_SECRET);
  }

  @Test
  @Tag("ENV-01")
  void keepsASecretVariableSealedAndOpensItInItsOwnRowOnly() {
    EnvironmentId id =
        bench.adding.add(
            new FullEnvironment(ImageReference.of("any"), "data")
                .listing(Bench.TENANT, Bench.COURSE),
            new FullEnvironment(ImageReference.of("any"), "data").design());

    assertThat(variables(false)).containsExactly("blue");
    assertThat(variables(true))
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allSatisfy(
            kept ->
                assertThat(kept)
                    .doesNotContain(FullEnvironment.SECRET, FullEnvironment.TEACHERS_SECRET)
                    .doesNotContain(base64(FullEnvironment.SECRET)));

    bench.transactions.run(
        rows ->
            rows.createQuery(
                    "update VariableRow v set v.content = :it where v.secret = true and v.role ="
                        + " ''")
                .setParameter("it", variables(true).get(1))
                .executeUpdate());
    assertThatThrownBy(() -> bench.catalogue.recipe(id, 1, Role.STUDENT))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("bench.key");
  }

  private List<String> variables(boolean secret) {
    return bench.transactions.in(
        rows ->
            rows.createQuery(
                    "select v.content from VariableRow v where v.secret = :secret order by v.role",
                    String.class)
                .setParameter("secret", secret)
                .getResultList());
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void givesALeaseToOneInstanceUntilItDies() {
    Lease one = new Lease(bench.transactions, bench.clock, "work", Duration.ofSeconds(10));
    Lease two = new Lease(bench.transactions, bench.clock, "work", Duration.ofSeconds(10));

    assertThat(one.held()).isTrue();
    assertThat(two.held()).isFalse();
    bench.clock.advance(Duration.ofSeconds(8));
    assertThat(one.held()).isTrue();
    bench.clock.advance(Duration.ofSeconds(11));
    assertThat(two.held()).isTrue();
    assertThat(one.held()).isFalse();
  }

  @Test
  @Tag("RUN-04")
  void keepsWhyItStoppedForTheNextTime() {
    Session session = bench.opened(Bench.student());
    bench.stopping.stop(session, new StopReason("idle", "60"));

    Session stopped = bench.store.find(session.id()).orElseThrow();
    assertThat(stopped.state()).isEqualTo(SessionState.STOPPED);
    assertThat(stopped.reason().orElseThrow().detail()).isEqualTo("60");
    assertThat(stopped.times().ready()).isPresent();
  }

  private static <T> List<T> atOnce(int many, Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(Collections.nCopies(many, work))) {
        results.add(result.get(20, TimeUnit.SECONDS));
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }
}
