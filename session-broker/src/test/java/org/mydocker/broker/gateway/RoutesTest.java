package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it measures")
class RoutesTest {
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");
  private final AtomicInteger questions = new AtomicInteger();

  @Test
  void addsAndRemovesWithinAMillisecondWithFiveThousandPresent() {
    Routes routes = new Routes();
    for (int i = 0; i < 5_000; i++) {
      routes.put(live("s" + i, 1));
    }
    long[] times = new long[1_000];
    for (int i = 0; i < times.length; i++) {
      long start = System.nanoTime();
      routes.put(live("extra", i));
      routes.remove("extra");
      times[i] = System.nanoTime() - start;
    }
    java.util.Arrays.sort(times);
    assertThat(times[950]).isLessThan(TimeUnit.MILLISECONDS.toNanos(2));
    assertThat(routes.size()).isEqualTo(5_000);
  }

  @Test
  void lateNewsDoesNotOverwriteNewerNews() {
    Routes routes = new Routes();
    routes.put(new Route.Stopped("abc", 5));
    routes.put(live("abc", 4));
    assertThat(found(routes, "abc")).hasValue(new Route.Stopped("abc", 5));
    routes.put(live("abc", 6));
    assertThat(found(routes, "abc")).hasValue(live("abc", 6));
  }

  @Test
  void asksTheSourceOnceInAWhileAlsoForWhatIsNotThere() {
    Routes routes =
        new Routes(
            session -> {
              questions.incrementAndGet();
              return CompletableFuture.completedFuture(
                  session.equals("abc") ? Optional.of(live("abc", 1)) : Optional.empty());
            },
            Duration.ofSeconds(2),
            () -> now);
    for (int i = 0; i < 10; i++) {
      assertThat(found(routes, "abc")).isPresent();
      assertThat(found(routes, "none")).isEmpty();
    }
    assertThat(questions).hasValue(2);
    now = now.plusSeconds(2);
    found(routes, "abc");
    assertThat(questions).hasValue(3);
    routes.remove("abc");
    found(routes, "abc");
    assertThat(questions).hasValue(4);
  }

  @Test
  void asksOneQuestionAtATimeForASessionAndABoundedNumberInAll() {
    CompletableFuture<Optional<Route>> answer = new CompletableFuture<>();
    Routes routes =
        new Routes(
            session -> {
              questions.incrementAndGet();
              return answer;
            },
            Duration.ofSeconds(2),
            () -> now);
    CompletableFuture<Optional<Route>> first = routes.find("abc").toCompletableFuture();
    routes.find("abc");
    assertThat(questions).hasValue(1);
    for (int i = 0; i < 1_000; i++) {
      routes.find("made-up" + i);
    }
    assertThat(questions.get()).isLessThanOrEqualTo(256);
    assertThat(routes.find("one-more").toCompletableFuture()).isCompletedExceptionally();
    answer.complete(Optional.of(live("abc", 1)));
    assertThat(first.join()).isPresent();
  }

  @Test
  void aFailureOfTheSourceIsNotKept() {
    Routes routes =
        new Routes(
            session ->
                questions.incrementAndGet() == 1
                    ? CompletableFuture.failedFuture(new IllegalStateException("database away"))
                    : CompletableFuture.completedFuture(Optional.of(live("abc", 1))),
            Duration.ofSeconds(2),
            () -> now);
    assertThat(routes.find("abc").toCompletableFuture()).isCompletedExceptionally();
    assertThat(found(routes, "abc")).isPresent();
  }

  @Test
  void whatIsLookedUpWhileTheSessionIsForgottenIsNotKept() {
    CompletableFuture<Optional<Route>> old = new CompletableFuture<>();
    Routes routes =
        new Routes(
            session ->
                questions.incrementAndGet() == 1
                    ? old
                    : CompletableFuture.completedFuture(Optional.of(live("abc", 2))),
            Duration.ofSeconds(2),
            () -> now);
    CompletableFuture<Optional<Route>> first = routes.find("abc").toCompletableFuture();

    routes.remove("abc");
    assertThat(found(routes, "abc")).hasValue(live("abc", 2));
    old.complete(Optional.of(new Route.Stopped("abc", 1)));

    assertThat(first.join()).hasValue(new Route.Stopped("abc", 1));
    assertThat(found(routes, "abc")).hasValue(live("abc", 2));
  }

  @Test
  void aSourceThatThrowsIsAskedAgain() {
    Routes routes =
        new Routes(
            session -> {
              if (questions.incrementAndGet() == 1) {
                throw new IllegalStateException("pool full");
              }
              return CompletableFuture.completedFuture(Optional.of(live("abc", 1)));
            },
            Duration.ofSeconds(2),
            () -> now);
    assertThat(routes.find("abc").toCompletableFuture()).isCompletedExceptionally();
    assertThat(found(routes, "abc")).isPresent();
  }

  @Test
  @Tag("GATE-08")
  void anAncestorIsAnOriginAndNothingThatCouldWidenThePolicy() {
    for (String bad :
        List.of("*", "https://a.example; script-src *", "https://a b", "data:", "'self'")) {
      assertThatThrownBy(() -> new Route.Live("abc", "10.0.0.2", 8888, false, 0, List.of(bad), 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static Optional<Route> found(Routes routes, String session) {
    return routes.find(session).toCompletableFuture().join();
  }

  private static Route live(String session, long generation) {
    return new Route.Live(
        session, "10.0.0.2", 8888, false, 0, List.of("https://tool.example.org"), generation);
  }
}
