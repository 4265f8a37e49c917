package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.catalogue.Copies;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.broker.catalogue.HomePolicy;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StartEvent;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.workspace.WorkspaceProvider;
import org.mydocker.kernel.workspace.Workspaces;
import org.mydocker.storage.TestDatabase;

/** What who waits is told of this moment: bytes and lines, however late the watch begins. */
class WatchedStartTest {

  private static final Map<String, String> BYTES = Map.of("bytes", "1", "of", "2");

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final CountDownLatch pulling = new CountDownLatch(1);
  private final CountDownLatch enough = new CountDownLatch(1);

  @AfterEach
  void close() {
    bench.close();
  }

  private SessionId asked() {
    Viewer one = Bench.student();
    return bench.sessions.open(bench.key(one), one).id();
  }

  private void slowImage() {
    bench.fake.offer(
        "registry.test/slow",
        () -> {
          pulling.countDown();
          await(enough);
          bench.clock.advance(Duration.ofHours(2));
        });
    bench.transactions.run(
        rows ->
            rows.createQuery("update VersionRow v set v.image = 'registry.test/slow:1'")
                .executeUpdate());
  }

  private Thread settling() {
    Thread thread = new Thread(bench::settle, "settling");
    thread.start();
    return thread;
  }

  @Test
  @Tag("START-03")
  @Tag("START-04")
  void tellsTheBytesOfOnePullToAllWhoWaitAndKeepsNobodysPlaceAtTheCounter() throws Exception {
    slowImage();
    List<SessionId> waiting = new ArrayList<>();
    for (int i = 0; i < 9; i++) { // more than there are places at the counter
      waiting.add(asked());
    }
    Thread puller = settling();
    await(pulling);
    settling().join(20_000);
    assertThat(waiting)
        .allMatch(id -> bench.store.find(id).orElseThrow().state() == SessionState.PULLING);

    List<Watching> early = waiting.stream().map(this::watch).toList();
    bench.progress.tick();
    settling().join(20_000);
    Watching late = watch(waiting.get(0));
    settling().join(20_000);
    assertThat(early).allSatisfy(one -> assertThat(one.facts()).contains(BYTES));
    assertThat(late.facts()).contains(BYTES);

    enough.countDown();
    puller.join(20_000);
    bench.settle();
    assertThat(waiting)
        .allMatch(id -> bench.store.find(id).orElseThrow().state() == SessionState.READY);
    assertThat(bench.fake.pulls()).isEqualTo(1);
    assertThat(bench.catalogue.entry(bench.notebook, Locale.ENGLISH).map(Entry::usual))
        .as("the two hours of the pull are not what a start takes")
        .hasValueSatisfying(usual -> assertThat(usual).isLessThan(Duration.ofHours(1)));
  }

  @Test
  @Tag("START-04")
  void letsOthersStartWhileAnImageIsFetched() throws Exception {
    Viewer other = Bench.student();
    var ready = new Copies(bench.transactions);
    var held = ready.with(bench.notebook, HomePolicy.GLOBAL);
    slowImage();
    bench.transactions.run(
        rows ->
            rows.createQuery(
                    "update VersionRow v set v.image = 'notebook' where v.environment = :e")
                .setParameter("e", held.value())
                .executeUpdate());
    for (int i = 0; i < 9; i++) {
      asked();
    }
    Thread puller = settling();
    await(pulling);
    settling().join(20_000);

    SessionId id = bench.sessions.open(bench.key(other, held), other).id();
    settling().join(20_000);

    assertThat(bench.store.find(id).orElseThrow().state()).isEqualTo(SessionState.READY);
    enough.countDown();
    puller.join(20_000);
  }

  @Test
  @Tag("START-03")
  void tellsWhatTheStartingContainerWroteLastAlsoToWhoComesLate() {
    List<Watching> watches = new ArrayList<>();
    bench.providers.add(
        new WorkspaceProvider() {
          @Override
          public boolean provides(SessionKey key) {
            return true;
          }

          @Override
          public Optional<String> prepare(SessionKey key, Workspaces workspaces) {
            Session session = bench.store.find(key).orElseThrow();
            bench.fake.write(session.place().orElseThrow().container(), "one\n\u001b[31mtwo");
            watches.add(watch(session.id()));
            bench.progress.listen();
            bench.settle();
            watches.add(watch(session.id()));
            bench.settle();
            return Optional.empty();
          }
        });

    Session session = bench.opened(Bench.student());

    assertThat(session.state()).isEqualTo(SessionState.READY);
    assertThat(watches)
        .hasSize(2)
        .allSatisfy(one -> assertThat(one.facts()).contains(Map.of("log", "one\ntwo")));
    assertThat(bench.store.events(session.id(), session.generation(), 0))
        .as("lines are kept nowhere")
        .hasSize(5);
  }

  private Watching watch(SessionId id) {
    Watching watching = new Watching();
    bench.progress.of(id).subscribe(watching);
    return watching;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static final class Watching implements Flow.Subscriber<StartEvent> {
    private final List<StartEvent> events = new CopyOnWriteArrayList<>();

    List<Map<String, String>> facts() {
      return events.stream().map(StartEvent::facts).toList();
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(StartEvent event) {
      events.add(event);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {}
  }
}
