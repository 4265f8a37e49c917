package org.mydocker.broker.entrance;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.mydocker.broker.gateway.Doorkeeper;
import org.mydocker.broker.gateway.Pass;
import org.mydocker.broker.start.SessionStore;

/**
 * Answers the gateway from the rows: asks them on the pool, never on an event loop, and remembers
 * an answer for a second, so that a revocation is felt in time on every instance (GATE-02). Where
 * the rows are slow, who asks the same within three seconds waits for the question that is under
 * way.
 */
public final class Doorkeeping implements Doorkeeper {

  private static final Duration REMEMBERED = Duration.ofSeconds(1);
  private static final Duration JOINED = Duration.ofSeconds(3);
  private static final int MOST = 50_000;

  private final SessionStore sessions;
  private final Passes passes;
  private final InstantSource clock;
  private final Executor pool;
  private final Map<Question, Answer> known = new ConcurrentHashMap<>();

  public Doorkeeping(SessionStore sessions, Passes passes, InstantSource clock, Executor pool) {
    this.sessions = sessions;
    this.passes = passes;
    this.clock = clock;
    this.pool = pool;
  }

  @Override
  public CompletionStage<Optional<Pass>> redeem(String session, String ticket) {
    return CompletableFuture.supplyAsync(
        () -> sessions.named(session).flatMap(found -> passes.redeem(found, ticket)).map(Pass::new),
        pool);
  }

  @Override
  public CompletionStage<Boolean> admits(String session, Pass pass) {
    Question question = new Question(session, pass);
    Answer answer = known.get(question);
    if (answer != null && answer.holds(clock.instant())) {
      return answer.admits();
    }
    CompletableFuture<Boolean> fresh =
        CompletableFuture.supplyAsync(() -> read(session, pass), pool);
    if (known.size() >= MOST) {
      known.clear();
    }
    Answer mine = new Answer(fresh, clock.instant());
    known.put(question, mine);
    fresh.whenComplete(
        (admits, failure) -> {
          if (failure != null) {
            known.remove(question, mine);
          }
        });
    return fresh;
  }

  /** What took so long that a revocation may have passed it by is no answer. */
  private boolean read(String session, Pass pass) {
    Instant begun = clock.instant();
    boolean admits =
        sessions.named(session).filter(found -> passes.admits(found, pass.value())).isPresent();
    if (clock.instant().isAfter(begun.plus(JOINED))) {
      throw new IllegalStateException("the rows answered too late to be believed");
    }
    return admits;
  }

  /** Forgets what it knew of the session: asks anew. */
  void forget(String session) {
    known.keySet().removeIf(question -> question.session().equals(session));
  }

  private record Question(String session, Pass pass) {}

  private record Answer(CompletableFuture<Boolean> admits, Instant asked) {
    boolean holds(Instant now) {
      return now.isBefore(asked.plus(admits.isDone() ? REMEMBERED : JOINED));
    }
  }
}
