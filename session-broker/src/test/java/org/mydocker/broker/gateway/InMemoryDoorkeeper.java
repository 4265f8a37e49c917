package org.mydocker.broker.gateway;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** A doorkeeper without a database; {@link DoorkeeperContract} proves it. */
final class InMemoryDoorkeeper implements Doorkeeper {
  private record Ticket(String session, Instant until) {}

  private final SecureRandom random = new SecureRandom();
  private final InstantSource clock;
  private final ConcurrentHashMap<String, Ticket> tickets = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Pass, String> passes = new ConcurrentHashMap<>();

  InMemoryDoorkeeper(InstantSource clock) {
    this.clock = clock;
  }

  String ticket(String session) {
    String ticket = secret();
    tickets.put(ticket, new Ticket(session, clock.instant().plus(Duration.ofSeconds(60))));
    return ticket;
  }

  Pass pass(String session) {
    Pass pass = new Pass(secret());
    passes.put(pass, session);
    return pass;
  }

  void revoke(String session) {
    passes.values().removeIf(session::equals);
  }

  @Override
  public CompletionStage<Optional<Pass>> redeem(String session, String ticket) {
    return CompletableFuture.completedFuture(
        Optional.ofNullable(tickets.remove(ticket))
            .filter(known -> known.session().equals(session))
            .filter(known -> clock.instant().isBefore(known.until()))
            .map(known -> pass(session)));
  }

  @Override
  public CompletionStage<Boolean> admits(String session, Pass pass) {
    return CompletableFuture.completedFuture(session.equals(passes.get(pass)));
  }

  private String secret() {
    byte[] bits = new byte[32];
    random.nextBytes(bits);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }
}
