package org.mydocker.broker.start;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.workspace.HomeId;

/**
 * A session as its row was at one moment. One key has one row for ever (START-02): opened again it
 * is the same session, with the next generation.
 *
 * @param name the unguessable DNS label of its origin (GATE-03)
 * @param image which one it uses, by the engine's own id, once that is known
 * @param pinned the image that it must use whatever its version says
 * @param reason why it ended, or ended the last time
 * @param openPath where its interface begins, once known
 */
public record Session(
    SessionId id,
    String name,
    SessionKey key,
    TenantId tenant,
    Optional<CourseId> course,
    Locale locale,
    int version,
    Optional<String> image,
    Optional<String> pinned,
    int generation,
    int attempts,
    SessionState state,
    Instant since,
    Instant queued,
    Optional<HomeId> home,
    Optional<Place> place,
    Optional<String> openPath,
    List<String> ancestors,
    Optional<StopReason> reason,
    Times times) {

  public Session {
    ancestors = List.copyOf(ancestors);
  }

  /** When it became ready, was last typed into, saved, busy, and ran out of memory. */
  public record Times(
      Optional<Instant> ready,
      Optional<Instant> lastInput,
      Optional<Instant> lastSave,
      Optional<Instant> lastActive,
      Optional<Instant> memoryRanOut) {}

  /**
   * What is asked of {@link org.mydocker.kernel.access.Access} before somebody is let in.
   *
   * @param open to whom besides its owner
   */
  public Subject subject(Subject.Reach open) {
    return new Subject(
        "session", id.toString(), Optional.of(tenant), course, Optional.of(key.person()), open);
  }

  public boolean ready() {
    return state == SessionState.READY;
  }

  /** Whether it runs in that container: what is left of an earlier attempt is not its own. */
  public boolean has(ContainerId container) {
    return place.filter(here -> here.container().equals(container)).isPresent();
  }
}
