package org.mydocker.lti.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.storage.TestDatabase;

/** A nonce is consumed once, on every database, whoever else asks at the same moment. */
interface ConsumedNoncesContract {

  Instant LATER = Instant.parse("2026-11-20T10:11:00Z");

  TestDatabase database();

  private boolean consume(RegistrationId registration, String nonce) {
    return database().in(m -> new ConsumedNonces(m).consume(registration, nonce, LATER));
  }

  @Test
  @Tag("TOK-17")
  default void aNonceIsConsumedOncePerRegistration() {
    RegistrationId one = RegistrationId.random();
    assertThat(consume(one, "n")).isTrue();
    assertThat(consume(one, "n")).isFalse();
    assertThat(consume(RegistrationId.random(), "n")).isTrue();
  }

  @Test
  @Tag("TOK-17")
  default void ofFiftyAtOnceOneWins() throws InterruptedException, ExecutionException {
    RegistrationId registration = RegistrationId.random();
    ExecutorService threads = Executors.newFixedThreadPool(10);
    try {
      List<Callable<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        all.add(() -> consume(registration, "same"));
      }
      int won = 0;
      for (Future<Boolean> one : threads.invokeAll(all)) {
        won += one.get() ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @Tag("TOK-17")
  default void whatCanNotComeBackIsForgotten() {
    RegistrationId registration = RegistrationId.random();
    consume(registration, "old");
    int early = database().in(m -> new ConsumedNonces(m).purge(LATER.minusSeconds(1)));
    assertThat(early).isZero();
    database().run(m -> new ConsumedNonces(m).purge(LATER.plusSeconds(1)));
    assertThat(consume(registration, "old")).isTrue();
  }
}
