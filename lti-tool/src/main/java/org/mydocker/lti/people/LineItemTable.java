package org.mydocker.lti.people;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.lti.key.Tokens;

/**
 * Line items by (registration, address). One that another course named first stays that course's
 * (AGS-11).
 */
final class LineItemTable {

  private final EntityManager manager;

  LineItemTable(EntityManager manager) {
    this.manager = manager;
  }

  /** The column of that course; empty where it is another one's. */
  Optional<ColumnId> findOrAdd(
      CourseRow course, Optional<UUID> link, String url, Set<String> scopes, Instant now) {
    String hash = Tokens.hash(url);
    manager
        .createNativeQuery(
            "insert into lti.line_item (id, registration, course, url, url_hash, scopes, created)"
                + " values (?1, ?2, ?3, ?4, ?5, ?6, ?7) on conflict do nothing")
        .setParameter(1, UUID.randomUUID())
        .setParameter(2, course.registration)
        .setParameter(3, course.id)
        .setParameter(4, url)
        .setParameter(5, hash)
        .setParameter(6, "")
        .setParameter(7, now)
        .executeUpdate();
    LineItemRow row =
        manager
            .createQuery(
                "from LineItemRow where registration = :registration and urlHash = :hash",
                LineItemRow.class)
            .setParameter("registration", course.registration)
            .setParameter("hash", hash)
            .getSingleResult();
    if (!row.course.equals(course.id)) {
      return Optional.empty();
    }
    row.scopes = String.join(" ", scopes);
    link.ifPresent(l -> row.resourceLink = l);
    return Optional.of(new ColumnId(row.id));
  }
}
