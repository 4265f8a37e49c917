package org.mydocker.emulator.service;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opaque bearer tokens, each for one tool and some scopes, good for an hour. */
public final class AccessTokens {
  static final Duration LIFE = Duration.ofHours(1);
  private static final int MOST = 10_000;

  record Grant(String toolId, List<String> scopes, Instant until) {}

  private final Clock clock;
  private final SecureRandom random;
  private final Map<String, Grant> grants = new LinkedHashMap<>() { // guarded by itself
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Grant> eldest) {
          return size() > MOST;
        }
      };

  public AccessTokens(Clock clock, SecureRandom random) {
    this.clock = clock;
    this.random = random;
  }

  String issue(String toolId, List<String> scopes) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    synchronized (grants) {
      grants.put(token, new Grant(toolId, List.copyOf(scopes), clock.instant().plus(LIFE)));
    }
    return token;
  }

  Optional<Grant> find(String token) {
    synchronized (grants) {
      return Optional.ofNullable(grants.get(token))
          .filter(grant -> grant.until().isAfter(clock.instant()));
    }
  }

  /** All tokens are worthless from now on: the next call of every tool is answered 401. */
  public void revoke() {
    synchronized (grants) {
      grants.clear();
    }
  }
}
