package org.mydocker.lti.people;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.TenantId;

/** One (registration, sub): that and nothing else is a person (ROL-11). */
@Entity
@Table(name = "person")
class PersonRow {
  @Id UUID id;
  UUID tenant;
  UUID registration;
  String sub;
  String name;

  @Column(name = "given_name")
  String givenName;

  @Column(name = "family_name")
  String familyName;

  String email;
  boolean suspended;
  Instant created;

  @Column(name = "last_seen")
  Instant lastSeen;

  Person person() {
    return new Person(new PersonId(id), new TenantId(tenant), name);
  }
}
