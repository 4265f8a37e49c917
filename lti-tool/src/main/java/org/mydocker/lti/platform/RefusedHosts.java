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

  /** An address without a host is a broken one and told by nothing here. */
  public void note(Registration registration, URI address) {
    if (address.getHost() != null) {
      Set<String> noted = hosts.computeIfAbsent(registration.id(), id -> new TreeSet<>());
      synchronized (noted) {
        if (noted.size() < MOST) {
          noted.add(address.getHost().toLowerCase(Locale.ROOT));
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
