package org.mydocker.lti.platform;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The hosts at which a platform's signed launches named services and that may not be called
 * (SVC-05), for its administrators. In memory, and a few for each registration.
 */
@Singleton
public class RefusedHosts {

  private static final int MOST = 10;

  private final Map<RegistrationId, Set<String>> hosts = new ConcurrentHashMap<>();

  /** Not one without a host, or at a host that is served: naming that would mend nothing. */
  public void note(Registration registration, URI address) {
    String host = address.getHost() == null ? "" : address.getHost().toLowerCase(Locale.ROOT);
    if (!host.isEmpty() && !registration.serves(host)) {
      Set<String> noted = hosts.computeIfAbsent(registration.id(), id -> new TreeSet<>());
      synchronized (noted) {
        noted.removeIf(registration::serves);
        if (noted.size() < MOST) {
          noted.add(host);
        }
      }
    }
  }

  /** Those that may not be called by now either. */
  public List<String> of(Registration registration) {
    Set<String> noted = hosts.getOrDefault(registration.id(), Set.of());
    synchronized (noted) {
      return noted.stream().filter(host -> !registration.serves(host)).toList();
    }
  }
}
