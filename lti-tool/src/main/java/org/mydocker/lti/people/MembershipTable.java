package org.mydocker.lti.people;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.UUID;

/** Memberships by course and person. */
final class MembershipTable {

  private final EntityManager manager;

  MembershipTable(EntityManager manager) {
    this.manager = manager;
  }

  Optional<MembershipRow> find(UUID course, UUID person) {
    return Optional.ofNullable(
        manager.find(MembershipRow.class, new MembershipRow.Key(course, person)));
  }

  MembershipRow findOrAdd(UUID course, UUID person) {
    manager
        .createNativeQuery(
            "insert into lti.membership (course, person, was_staff, test_person, proven_editor,"
                + " enrolled) values (?1, ?2, ?3, ?4, ?5, ?6) on conflict do nothing")
        .setParameter(1, course)
        .setParameter(2, person)
        .setParameter(3, false)
        .setParameter(4, false)
        .setParameter(5, false)
        .setParameter(6, true)
        .executeUpdate();
    return find(course, person).orElseThrow();
  }
}
