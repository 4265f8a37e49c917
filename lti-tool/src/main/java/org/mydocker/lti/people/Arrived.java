package org.mydocker.lti.people;

import java.util.Optional;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.launch.ResourceLinkId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;

/**
 * An {@link Arrival} in our own names.
 *
 * @param role what the person is now: the launch's role after delegation and roster
 * @param suspended may not enter, whatever the launch says (ROL-12)
 */
public record Arrived(
    PersonId person,
    Optional<CourseId> course,
    Optional<ResourceLinkId> link,
    Optional<ColumnId> column,
    Role role,
    boolean suspended) {

  public Arrived as(Role other) {
    return new Arrived(person, course, link, column, other, suspended);
  }
}
