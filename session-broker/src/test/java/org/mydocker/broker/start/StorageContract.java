package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
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
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.broker.catalogue.HomePolicy;
import org.mydocker.broker.rows.Lease;
import org.mydocker.kernel.activity.ActivityId;
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
