package org.mydocker.assignment.group;

import java.util.Set;
import java.util.UUID;
import org.mydocker.kernel.people.PersonId;

/**
 * A group of a course.
 *
 * @param graders to whom its work is delegated
 */
public record CourseGroup(UUID id, String name, Set<PersonId> members, Set<PersonId> graders) {

  public static final int LONGEST_NAME = 100;

  public CourseGroup {
    members = Set.copyOf(members);
    graders = Set.copyOf(graders);
    if (name.isBlank() || name.length() > LONGEST_NAME) {
      throw new IllegalArgumentException("a group's name has 1 to 100 characters");
    }
  }
}
