package org.mydocker.lti.login;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.platform.RegistrationId;

/**
 * The last hundred refusals of each registration, by code, for its administrators (OPS-05). In
 * memory; only launches whose registration we know are kept, so that a stranger fills nothing.
 */
@Singleton
public class RefusalLog {

  private static final int MOST = 100;

  private final Map<RegistrationId, Deque<Entry>> entries = new ConcurrentHashMap<>();

  /** A refusal: when, and its code; {@code detail} is a fact of it, such as a deployment id. */
  public record Entry(Instant at, String code, String detail) {}

  /** Keeps it and gives it back to be thrown. */
  public LaunchRejected noted(LaunchRejected rejected) {
    System.getLogger(RefusalLog.class.getName())
        .log(
            System.Logger.Level.INFO,
            "refused {0} registration {1}",
            rejected.code(),
            rejected.registration().map(r -> r.id().toString()).orElse("unknown"));
    rejected.registration().map(Registration::id).ifPresent(id -> keep(id, rejected));
    return rejected;
  }

  private void keep(RegistrationId id, LaunchRejected rejected) {
    String detail = Optional.ofNullable(rejected.facts().get("deployment")).orElse("");
    Deque<Entry> ring = entries.computeIfAbsent(id, i -> new ArrayDeque<>());
    synchronized (ring) {
      ring.addFirst(new Entry(Instant.now(), rejected.code(), detail));
      if (ring.size() > MOST) {
        ring.removeLast();
      }
    }
  }

  /** Newest first. */
  public List<Entry> of(RegistrationId id) {
    Deque<Entry> ring = entries.getOrDefault(id, new ArrayDeque<>());
    synchronized (ring) {
      return List.copyOf(ring);
    }
  }
}
