package org.mydocker.broker.start;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.broker.engine.ContainerId;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionState;
import org.mydocker.kernel.environment.StopReason;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.kernel.workspace.HomeId;

/** A {@link Session} in its table; the unique {@code session_key} is what makes START-02 true. */
@Entity
@Table(name = "session")
class SessionRow {
  @Id UUID id;

  @Column(name = "session_key")
  String key;

  String name;
  UUID person;
  UUID tenant;
  UUID course;
  UUID environment;

  @Column(name = "environment_version")
  int version;

  /** By the engine's own id. */
  String image;

  @Column(name = "pinned_image")
  String pinnedImage;

  @Column(name = "good_version")
  Integer goodVersion;

  @Column(name = "good_image")
  String goodImage;

  @Column(name = "good_at")
  Instant goodAt;

  UUID activity;
  String role;
  String language;
  String state;
  Instant since;
  int generation;
  long events;
  int attempts;
  Instant queued;

  @Column(name = "claimed_until")
  Instant claimedUntil;

  UUID home;
  String container;
  String address;
  int port;
  boolean secure;

  @Column(name = "open_path")
  String openPath;

  String ancestors;

  @Column(name = "token_hash")
  String tokenHash;

  String reason;

  @Column(name = "reason_detail")
  String reasonDetail;

  @Column(name = "ready_at")
  Instant readyAt;

  @Column(name = "last_input")
  Instant lastInput;

  @Column(name = "last_save")
  Instant lastSave;

  @Column(name = "last_active")
  Instant lastActive;

  @Column(name = "memory_ran_out")
  Instant memoryRanOut;

  protected SessionRow() {}

  SessionRow(SessionKey from, String name) {
    id = UUID.randomUUID();
    this.name = name;
    key = keyOf(from);
    person = from.person().value();
    environment = from.environment().value();
    activity = from.activity().map(ActivityId::value).orElse(null);
    role = from.role().name();
    ancestors = "";
  }

  static String keyOf(SessionKey key) {
    return key.person()
        + "/"
        + key.environment()
        + "/"
        + key.activity().map(ActivityId::toString).orElse("-")
        + "/"
        + key.role();
  }

  SessionState state() {
    return SessionState.valueOf(state);
  }

  Session session() {
    return new Session(
        new SessionId(id),
        name,
        new SessionKey(
            new PersonId(person),
            new EnvironmentId(environment),
            Optional.ofNullable(activity).map(ActivityId::new),
            Role.valueOf(role)),
        new TenantId(tenant),
        Optional.ofNullable(course).map(CourseId::new),
        Locale.forLanguageTag(language),
        version,
        Optional.ofNullable(image),
        Optional.ofNullable(pinnedImage),
        generation,
        attempts,
        state(),
        since,
        queued,
        Optional.ofNullable(home).map(HomeId::new),
        Optional.ofNullable(container)
            .map(id -> new Place(new ContainerId(id), Optional.ofNullable(address), port, secure)),
        Optional.ofNullable(openPath),
        ancestors(),
        Optional.ofNullable(reason).map(code -> new StopReason(code, reasonDetail)),
        new Session.Times(
            Optional.ofNullable(readyAt),
            Optional.ofNullable(lastInput),
            Optional.ofNullable(lastSave),
            Optional.ofNullable(lastActive),
            Optional.ofNullable(memoryRanOut)));
  }

  List<String> ancestors() {
    return Arrays.stream(ancestors.split(" ")).filter(origin -> !origin.isEmpty()).toList();
  }
}
