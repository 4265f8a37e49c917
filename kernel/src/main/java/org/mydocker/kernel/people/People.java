package org.mydocker.kernel.people;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/** The people and courses that launches brought here. Answered by the LTI tool, which owns them. */
public interface People {

  Optional<Person> person(PersonId id);

  /** Those of {@code ids} that are known, by id. */
  Map<PersonId, Person> persons(Collection<PersonId> ids);

  Optional<Course> course(CourseId id);
}
