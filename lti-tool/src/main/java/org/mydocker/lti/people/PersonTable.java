package org.mydocker.lti.people;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.lti.key.Tokens;
import org.mydocker.lti.platform.Registration;

/** People by (registration, sub): found, or added once however many ask at the same moment. */
final class PersonTable {

  private static final int MOST_EMAIL = 320;

  private final EntityManager manager;

  PersonTable(EntityManager manager) {
    this.manager = manager;
  }

  Optional<PersonRow> find(UUID registration, String sub) {
    return manager
        .createQuery(
            "from PersonRow where registration = :registration and sub = :sub", PersonRow.class)
        .setParameter("registration", registration)
        .setParameter("sub", sub)
        .getResultStream()
        .findFirst();
  }

  PersonRow findOrAdd(Registration registration, String sub, Instant now) {
    UUID id = UUID.randomUUID();
    manager
        .createNativeQuery(
            "insert into lti.person (id, tenant, registration, sub, name, suspended, created)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing")
        .setParameter(1, id)
        .setParameter(2, registration.tenant().value())
        .setParameter(3, registration.id().value())
        .setParameter(4, sub)
        .setParameter(5, nameless(id))
        .setParameter(6, false)
        .setParameter(7, now)
        .executeUpdate();
    return find(registration.id().value(), sub).orElseThrow();
  }

  /** Takes over what the platform told this time; what it kept silent on stays (MSG-17). */
  void name(PersonRow row, Arrival.Names names) {
    names.display().flatMap(PersonTable::cleaned).ifPresent(n -> row.name = n);
    names.given().flatMap(PersonTable::cleaned).ifPresent(n -> row.givenName = n);
    names.family().flatMap(PersonTable::cleaned).ifPresent(n -> row.familyName = n);
    names.email().flatMap(e -> PlainText.cleaned(e, MOST_EMAIL)).ifPresent(e -> row.email = e);
  }

  private static Optional<String> cleaned(String name) {
    return PlainText.cleaned(name, PlainText.SHORT);
  }

  private static String nameless(UUID id) {
    return "User " + Tokens.hash(id.toString()).substring(0, 6);
  }
}
