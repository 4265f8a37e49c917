package org.mydocker.broker.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What every {@link Doorkeeper} must do, whatever it keeps its passes in. */
interface DoorkeeperContract {
  Doorkeeper doorkeeper();

  /** A new ticket for the session. */
  String ticket(String session);

  void revoke(String session);

  void pass(Duration time);

  @Test
  @Tag("SES-13")
  default void aTicketOpensItsSessionOnce() {
    String ticket = ticket("abc");
    Pass pass = redeem("abc", ticket).orElseThrow();
    assertThat(admits("abc", pass)).isTrue();
    assertThat(redeem("abc", ticket)).isEmpty();
  }

  @Test
  @Tag("SES-13")
  default void aTicketTriedAtAnotherDoorIsSpent() {
    String ticket = ticket("abc");
    assertThat(redeem("xyz", ticket)).isEmpty();
    assertThat(redeem("abc", ticket)).isEmpty();
  }

  @Test
  @Tag("SES-13")
  default void aTicketDiesAfterAMinute() {
    String ticket = ticket("abc");
    pass(Duration.ofSeconds(61));
    assertThat(redeem("abc", ticket)).isEmpty();
  }

  @Test
  @Tag("SES-13")
  default void ofManyWhoRedeemATicketAtOnceOneGetsIn() {
    String ticket = ticket("abc");
    List<CompletableFuture<Optional<Pass>>> tries =
        IntStream.range(0, 16)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> redeem("abc", ticket)))
            .toList();
    assertThat(tries.stream().map(CompletableFuture::join).filter(Optional::isPresent)).hasSize(1);
  }

  @Test
  default void aPassOpensNoOtherSessionAndNothingOnceRevoked() {
    Pass pass = redeem("abc", ticket("abc")).orElseThrow();
    assertThat(admits("xyz", pass)).isFalse();
    revoke("abc");
    pass(Duration.ofSeconds(3));
    assertThat(admits("abc", pass)).isFalse();
  }

  private Optional<Pass> redeem(String session, String ticket) {
    return doorkeeper().redeem(session, ticket).toCompletableFuture().join();
  }

  private boolean admits(String session, Pass pass) {
    return doorkeeper().admits(session, pass).toCompletableFuture().join();
  }
}
