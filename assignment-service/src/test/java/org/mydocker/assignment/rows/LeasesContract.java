package org.mydocker.assignment.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.assignment.repository.RepositoryUnavailable;
import org.mydocker.storage.TestDatabase;

/** What leases promise on every database; two objects stand for two instances. */
@Tag("DATA-03")
abstract class LeasesContract {

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

  abstract TestDatabase database();

  @AfterEach
  void stop() {
    timer.shutdownNow();
  }

  private Leases instance(Clock clock, Duration patience) {
    return new Leases(database()::in, clock, patience, () -> timer);
  }

  @Test
  void letsOneInstanceWorkAtATime() throws Exception {
    Leases one = instance(Clock.systemUTC(), Duration.ofSeconds(30));
    Leases other = instance(Clock.systemUTC(), Duration.ofSeconds(30));
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Void> work =
        () -> {
          for (int i = 0; i < 10; i++) {
            Leases mine = i % 2 == 0 ? one : other;
            mine.holding(
                "work/1",
                () -> {
                  most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                  return inside.decrementAndGet();
                });
          }
          return null;
        };
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (Future<Void> done : threads.invokeAll(List.of(work, work, work), 60, TimeUnit.SECONDS)) {
        done.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void letsItsHolderInAgain() {
    Leases leases = instance(Clock.systemUTC(), Duration.ofSeconds(5));
    assertThat(leases.holding("work/2", () -> leases.holding("work/2", () -> "in")))
        .isEqualTo("in");
  }

  @Test
  void givesUpInsteadOfWaitingForEver() throws Exception {
    Leases leases = instance(Clock.systemUTC(), Duration.ofSeconds(5));
    Leases other = instance(Clock.systemUTC(), Duration.ofMillis(100));
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () ->
                leases.holding(
                    "work/3",
                    () -> {
                      held.countDown();
                      return await(done);
                    }));
    holder.start();
    assertThat(await(held)).isTrue();
    assertThatThrownBy(() -> other.holding("work/3", () -> "never"))
        .isInstanceOf(RepositoryUnavailable.class);
    done.countDown();
    holder.join();
    assertThat(other.holding("work/3", () -> "now")).isEqualTo("now");
  }

  @Test
  void takesOverFromOneWhoDied() {
    Clock past = Clock.fixed(Instant.now().minusSeconds(3600), ZoneOffset.UTC);
    database()
        .run(
            manager ->
                manager.persist(new LeaseRow("work/4", "dead", past.instant().plus(Leases.TERM))));
    Leases leases = instance(Clock.systemUTC(), Duration.ofSeconds(5));
    assertThat(leases.holding("work/4", () -> "taken over")).isEqualTo("taken over");
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
