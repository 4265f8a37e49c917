package org.mydocker.lti.key;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.storage.sealing.Sealing;

/**
 * Seals what we hand out and get back: the {@code state} of a login (INI-07, INI-08) and launches
 * that wait. The key changes every day and opens for one day more (KEY-05); it is another than the
 * signing keys. Text in, URL-safe text out: {@code PERIOD.SEALED}.
 */
@Singleton
public class StateSeal {

  private static final Duration PERIOD = Duration.ofDays(1);

  private final StateKeys keys;
  private final Clock clock;
  private final Map<Long, Sealing> held = new ConcurrentHashMap<>();

  @Inject
  StateSeal(StateKeys keys) {
    this(keys, Clock.systemUTC());
  }

  /** Without a container: the manager is in a transaction when a key is made. */
  public StateSeal(EntityManager manager, KeyFile file, Clock clock) {
    this(new StateKeys(manager, file), clock);
  }

  private StateSeal(StateKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * @param purpose it opens for the same purpose only
   */
  public String seal(byte[] plain, String purpose) {
    long period = period(clock.instant());
    byte[] sealed = current(period).seal(plain, purpose.getBytes(StandardCharsets.US_ASCII));
    return period + "." + StateKeys.text(sealed);
  }

  /** Empty for what was not sealed by us for that purpose today or yesterday. */
  public Optional<byte[]> open(String sealed, String purpose) {
    int dot = sealed.indexOf('.');
    if (dot < 1 || dot > 10 || !sealed.substring(0, dot).chars().allMatch(StateSeal::digit)) {
      return Optional.empty();
    }
    long period = Long.parseLong(sealed.substring(0, dot));
    long now = period(clock.instant());
    if (period > now || period < now - 1) {
      return Optional.empty();
    }
    return decoded(sealed.substring(dot + 1))
        .flatMap(
            bytes ->
                past(period)
                    .flatMap(s -> s.open(bytes, purpose.getBytes(StandardCharsets.US_ASCII))));
  }

  private Sealing current(long period) {
    return held.computeIfAbsent(
        period,
        p -> {
          held.keySet().removeIf(old -> old < p - 1);
          Instant expires = Instant.EPOCH.plus(PERIOD.multipliedBy(p + 2));
          return new Sealing(keys.findOrMake(p, expires, clock.instant()));
        });
  }

  private Optional<Sealing> past(long period) {
    Sealing known = held.get(period);
    if (known == null) {
      Optional<Sealing> found = keys.find(period).map(Sealing::new);
      found.ifPresent(s -> held.put(period, s));
      return found;
    }
    return Optional.of(known);
  }

  private static long period(Instant now) {
    return now.getEpochSecond() / PERIOD.toSeconds();
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }

  private static Optional<byte[]> decoded(String text) {
    try {
      return Optional.of(Base64.getUrlDecoder().decode(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
