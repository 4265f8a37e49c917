package org.mydocker.lti.launch;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.lti.key.StateSeal;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.RegistrationId;
import org.mydocker.lti.wire.Json;
import org.mydocker.lti.wire.StrictJson;

/**
 * Launches that are verified and yet give nothing, because their browser did not show the binding
 * cookie (SES-06): kept a minute under a code that works once, sealed, in the database that all
 * instances share.
 */
@Singleton
@Transactional
class HeldLaunches {

  static final Duration LIFE = Duration.ofSeconds(60);

  private static final String PURPOSE = "held-launch";

  private final EntityManager manager;
  private final StateSeal seal;
  private final Clock clock;

  @Inject
  HeldLaunches(@Lti EntityManager manager, StateSeal seal) {
    this(manager, seal, Clock.systemUTC());
  }

  HeldLaunches(EntityManager manager, StateSeal seal, Clock clock) {
    this.manager = manager;
    this.seal = seal;
    this.clock = clock;
  }

  /** The claims of a launch and whose they are, and how its browser can still be known. */
  record Held(RegistrationId registration, Json claims, Optional<Confirmation> confirmation) {}

  /**
   * The launch goes on where the platform's window gives the word back, in the browser that was
   * given this cookie with the code: who only knows both cannot let another browser in.
   */
  record Confirmation(String cookie, String secretHash, String wordHash) {}

  /** The code. */
  public String hold(Held launch) {
    Instant now = clock.instant();
    String code = Tokens.random();
    HeldLaunchRow row = new HeldLaunchRow();
    row.codeHash = Tokens.hash(code);
    row.sealed = seal.seal(StrictJson.bytes(members(launch)), PURPOSE);
    row.expires = now.plus(LIFE);
    manager.persist(row);
    purge(now);
    return code;
  }

  /** Looks without taking. */
  public Optional<Held> find(String code) {
    return Optional.ofNullable(manager.find(HeldLaunchRow.class, Tokens.hash(code)))
        .filter(row -> row.expires.isAfter(clock.instant()))
        .map(row -> opened(row.sealed));
  }

  /** Takes it; of several who ask at once, one gets it. */
  public Optional<Held> take(String code) {
    Optional<Held> held = find(code);
    int taken =
        manager
            .createQuery("delete from HeldLaunchRow where codeHash = :hash")
            .setParameter("hash", Tokens.hash(code))
            .executeUpdate();
    return taken == 1 ? held : Optional.empty();
  }

  private void purge(Instant now) {
    manager
        .createQuery("delete from HeldLaunchRow where expires < :now")
        .setParameter("now", now)
        .executeUpdate();
  }

  private static Map<String, Object> members(Held launch) {
    Map<String, Object> members = new HashMap<>();
    members.put("r", launch.registration().toString());
    members.put("c", launch.claims().members());
    launch
        .confirmation()
        .ifPresent(c -> members.put("b", List.of(c.cookie(), c.secretHash(), c.wordHash())));
    return members;
  }

  private Held opened(String sealed) {
    Json members =
        StrictJson.object(
            seal.open(sealed, PURPOSE)
                .orElseThrow(() -> new IllegalStateException("a held launch does not open")));
    return new Held(
        RegistrationId.of(members.text("r").orElseThrow()),
        members.object("c").orElseThrow(),
        members.texts("b").map(b -> new Confirmation(b.get(0), b.get(1), b.get(2))));
  }
}
