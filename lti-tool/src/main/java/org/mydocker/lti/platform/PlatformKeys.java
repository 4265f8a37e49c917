package org.mydocker.lti.platform;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.lti.wire.Malformed;
import org.mydocker.walls.http.OutboundFailed;
import org.mydocker.walls.http.OutboundRefused;
import org.mydocker.walls.http.SafeHttp;
import org.mydocker.walls.http.SafeRequest;
import org.mydocker.walls.http.SafeResponse;

/**
 * The keys of the platforms, each looked up in its own registration's set only (TOK-07). A set is
 * fetched from the registered address when it is needed: one fetch at a time for a registration, at
 * most one a minute because of an unknown key id, and what was fetched lasts through an outage
 * (TOK-19..21).
 */
@Singleton
public class PlatformKeys {

  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(60);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

  private final SafeHttp http;
  private final Clock clock;
  private final Map<RegistrationId, Shelf> shelves = new ConcurrentHashMap<>();

  @Inject
  public PlatformKeys(SafeHttp http) {
    this(http, Clock.systemUTC());
  }

  public PlatformKeys(SafeHttp http, Clock clock) {
    this.http = http;
    this.clock = clock;
  }

  /** Empty when the platform has no such key; {@link KeysUnavailable} when that cannot be known. */
  public Optional<PlatformKey> find(Registration registration, String kid) {
    return shelf(registration).find(registration, kid);
  }

  /** Another key set URL is another key set, and what was held is worth nothing (DYN-12). */
  private Shelf shelf(Registration registration) {
    URI address = registration.jwksUrl();
    return shelves.compute(
        registration.id(),
        (id, held) -> held != null && held.address.equals(address) ? held : new Shelf(address));
  }

  /** The next look-up fetches anew: an administrator's "refresh keys now". */
  public void forget(RegistrationId registration) {
    shelves.remove(registration);
  }

  /** The set of one registration. */
  private final class Shelf {
    private final URI address;

    /** Written under the lock of this, read without: a known key never waits for a fetch. */
    private volatile KeySet set;

    /** Guarded by this: when a fetch last failed, or did not bring the key that was asked for. */
    private Instant vain = Instant.MIN;

    Shelf(URI address) {
      this.address = address;
    }

    Optional<PlatformKey> find(Registration registration, String kid) {
      KeySet held = set;
      if (held != null && held.fresh(clock.instant())) {
        Optional<PlatformKey> key = held.key(kid);
        if (key.isPresent()) {
          return key;
        }
      }
      return fetched(registration, kid);
    }

    private synchronized Optional<PlatformKey> fetched(Registration registration, String kid) {
      Instant now = clock.instant();
      Optional<PlatformKey> held = set == null ? Optional.empty() : set.key(kid);
      if (set != null && set.fresh(now) && (held.isPresent() || vainWithin(BETWEEN_REFRESHES))) {
        return held;
      }
      if (!vainWithin(set == null ? AFTER_FAILURE : BETWEEN_REFRESHES)) {
        vain = refreshed(registration, now) && set.key(kid).isPresent() ? vain : clock.instant();
      }
      if (set == null || !set.usable(now)) {
        throw new KeysUnavailable(registration.id());
      }
      return set.key(kid);
    }

    private boolean vainWithin(Duration span) {
      return vain.isAfter(clock.instant().minus(span));
    }

    private boolean refreshed(Registration registration, Instant now) {
      try {
        SafeResponse reply =
            http.send(SafeRequest.get(address).withHeader("Accept", "application/json"));
        if (reply.status() == 200) {
          set = KeySet.of(reply, now);
          return true;
        }
      } catch (OutboundRefused | OutboundFailed | Malformed e) {
        System.getLogger(PlatformKeys.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "no key set from registration {0}: {1}",
                registration.id(),
                e.getMessage());
      }
      return false;
    }
  }

  /** The platform's key set cannot be had, and none is held. */
  public static final class KeysUnavailable extends RuntimeException {
    KeysUnavailable(RegistrationId registration) {
      super("no key set of registration " + registration);
    }
  }
}
