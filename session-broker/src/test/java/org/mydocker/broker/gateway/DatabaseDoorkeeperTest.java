package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.broker.entrance.Doorkeeping;
import org.mydocker.broker.entrance.Passes;
import org.mydocker.broker.start.Bench;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.storage.TestDatabase;

/** The doorkeeper that the application has keeps the gateway's contract. */
class DatabaseDoorkeeperTest implements DoorkeeperContract {

  private final Bench bench = new Bench(TestDatabase.h2("broker"));
  private final Passes passes = new Passes(bench.transactions, bench.clock, bench.guests);
  private final Doorkeeping doorkeeping =
      new Doorkeeping(bench.store, passes, bench.clock, Runnable::run);
  private final Viewer student = opened("abc");

  DatabaseDoorkeeperTest() {
    opened("xyz");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Override
  public Doorkeeper doorkeeper() {
    return doorkeeping;
  }

  @Override
  public String ticket(String session) {
    return passes.ticket(bench.store.named(session).orElseThrow(), student);
  }

  @Override
  public void revoke(String session) {
    passes.revoke(bench.store.named(session).orElseThrow().id());
  }

  @Override
  public void pass(Duration time) {
    bench.clock.advance(time);
  }

  @Test
  @Tag("GATE-02")
  void whereTheRowsAreSlowWhoAsksTheSameWaitsForOneQuestionForThreeSeconds() {
    Pass pass = doorkeeping.redeem("abc", ticket("abc")).toCompletableFuture().join().orElseThrow();
    Deque<Runnable> waiting = new ArrayDeque<>();
    Doorkeeping slow = new Doorkeeping(bench.store, passes, bench.clock, waiting::add);

    CompletionStage<Boolean> first = slow.admits("abc", pass);
    pass(Duration.ofMillis(2_900));
    CompletionStage<Boolean> second = slow.admits("abc", pass);
    assertThat(waiting).hasSize(1);
    pass(Duration.ofMillis(200));
    slow.admits("abc", pass);
    assertThat(waiting).hasSize(2);

    waiting.forEach(Runnable::run);
    assertThat(first.toCompletableFuture().join()).isTrue();
    assertThat(second.toCompletableFuture().join()).isTrue();
    pass(Duration.ofMillis(1_100));
    slow.admits("abc", pass);
    assertThat(waiting).hasSize(3);
  }

  private Viewer opened(String name) {
    Viewer owner = Bench.student();
    Session session = bench.opened(owner);
    bench.transactions.run(
        rows ->
            rows.createQuery("update SessionRow s set s.name = :name where s.id = :id")
                .setParameter("name", name)
                .setParameter("id", session.id().value())
                .executeUpdate());
    return owner;
  }
}
