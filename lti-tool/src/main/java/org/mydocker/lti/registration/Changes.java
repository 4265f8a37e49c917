package org.mydocker.lti.registration;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.platform.Lti;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.registration.RegistrationRefused.Reason;

/**
 * The changes that wait for an administrator, one for each registration: who comes again last is
 * the one that is asked about (DYN-12).
 */
@Singleton
@Transactional
class Changes {

  private final EntityManager manager;
  private final Platforms platforms;
  private final Clock clock;

  @Inject
  Changes(@Lti EntityManager manager, Platforms platforms) {
    this(manager, platforms, Clock.systemUTC());
  }

  Changes(EntityManager manager, Platforms platforms, Clock clock) {
    this.manager = manager;
    this.platforms = platforms;
    this.clock = clock;
  }

  /** Keeps what the platform said, if it differs from what is; whether it does. */
  public boolean propose(
      Registration now, PlatformConfiguration platform, Granted granted, String askedBy) {
    UUID id = now.id().value();
    ChangeRow row =
        Optional.ofNullable(manager.find(ChangeRow.class, id)).orElseGet(ChangeRow::new);
    row.registration = id;
    row.authorizationEndpoint = platform.authorizationEndpoint().toString();
    row.tokenEndpoint = platform.tokenEndpoint().toString();
    row.tokenAudience = platform.tokenAudience().orElse(row.tokenEndpoint);
    row.jwksUrl = platform.jwksUri().toString();
    row.registrationEndpoint = platform.registrationEndpoint().toString();
    row.scopes = String.join(" ", new TreeSet<>(granted.scopes()));
    row.messages = String.join(" ", new TreeSet<>(granted.messages()));
    row.deployment = granted.deployment().orElse(null);
    row.productFamily = platform.productFamily();
    row.productVersion = platform.productVersion();
    row.askedBy = askedBy;
    row.asked = clock.instant();
    row.fingerprint = fingerprint(row);
    boolean differs = !change(row, now).from(now).isEmpty();
    if (differs) {
      manager.persist(row);
    } else if (manager.contains(row)) {
      manager.remove(row);
    }
    return differs;
  }

  public Optional<Change> of(Registration now) {
    return Optional.ofNullable(manager.find(ChangeRow.class, now.id().value()))
        .map(row -> change(row, now));
  }

  /** The change that an administrator has read; throws {@link RegistrationRefused}. */
  public Change read(Registration now, String fingerprint) {
    Change waiting = of(now).orElseThrow(() -> new RegistrationRefused(Reason.NOT_FOUND));
    if (!waiting.fingerprint().equals(fingerprint)) {
      throw new RegistrationRefused(Reason.CHANGE_OUTDATED);
    }
    return waiting;
  }

  /** It was decided. */
  public void drop(Registration now) {
    Optional.ofNullable(manager.find(ChangeRow.class, now.id().value())).ifPresent(manager::remove);
  }

  private Change change(ChangeRow row, Registration now) {
    Optional<String> deployment =
        Optional.ofNullable(row.deployment)
            .filter(d -> platforms.deployment(now.id(), d).isEmpty());
    Registration changed =
        now.with(
            URI.create(row.authorizationEndpoint),
            URI.create(row.tokenEndpoint),
            row.tokenAudience,
            URI.create(row.jwksUrl),
            both(now.scopes(), words(row.scopes)),
            words(row.messages),
            URI.create(row.registrationEndpoint),
            row.productFamily,
            row.productFamily.equals(now.productFamily())
                ? now.productVersion()
                : row.productVersion);
    return new Change(changed, deployment, row.fingerprint);
  }

  /** Launches have taught us scopes that an answer need not name. */
  private static Set<String> both(Set<String> known, Set<String> said) {
    Set<String> both = new TreeSet<>(known);
    both.addAll(said);
    return both;
  }

  private static Set<String> words(String column) {
    return column.isBlank() ? Set.of() : Set.of(column.split(" "));
  }

  private static String fingerprint(ChangeRow row) {
    return Tokens.hash(
        String.join(
            "\n",
            List.of(
                row.authorizationEndpoint,
                row.tokenEndpoint,
                row.tokenAudience,
                row.jwksUrl,
                row.registrationEndpoint,
                row.scopes,
                row.messages,
                String.valueOf(row.deployment),
                row.productFamily,
                row.productVersion)));
  }
}
