package org.mydocker.lti.people;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mydocker.kernel.people.Course;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.lti.platform.Lti;

/** The kernel's door to the people and courses that came by launch. */
@Singleton
@Transactional
public class KnownPeople implements People {

  private final EntityManager manager;

  @Inject
  public KnownPeople(@Lti EntityManager manager) {
    this.manager = manager;
  }

  @Override
  public Optional<Person> person(PersonId id) {
    return Optional.ofNullable(manager.find(PersonRow.class, id.value())).map(PersonRow::person);
  }

  @Override
  public Map<PersonId, Person> persons(Collection<PersonId> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return manager
        .createQuery("from PersonRow where id in :ids", PersonRow.class)
        .setParameter("ids", List.copyOf(ids.stream().map(PersonId::value).toList()))
        .getResultStream()
        .map(PersonRow::person)
        .collect(Collectors.toUnmodifiableMap(Person::id, p -> p));
  }

  @Override
  public Optional<Course> course(CourseId id) {
    return Optional.ofNullable(manager.find(CourseRow.class, id.value())).map(CourseRow::course);
  }

  /** Keeps a person out, or lets them in again (ROL-12); an administrator's act. */
  public void suspend(PersonId id, boolean suspended) {
    manager
        .createQuery("update PersonRow set suspended = :suspended where id = :id")
        .setParameter("suspended", suspended)
        .setParameter("id", id.value())
        .executeUpdate();
  }
}
