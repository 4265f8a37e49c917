package org.mydocker.kernel.roster;

import java.util.List;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;

/**
 * Who is in a course: everyone who launched there or whom the platform's membership service named.
 */
public interface Roster {

  /**
   * Everyone known, by name; asks the platform first when the list is older than five minutes
   * (NRPS-07) and goes on without it when it is away.
   */
  List<Member> members(CourseId course);

  /**
   * A teacher makes a member a grader, or takes it back (ROL-10, ROL-14); it counts from that
   * person's next request.
   */
  void delegate(CourseId course, PersonId person, Role role);

  /**
   * What a person is now who came with a launch as {@code launched}: a teacher's delegation and the
   * roster count from the next request on (ROL-09, ROL-14).
   */
  default Role now(CourseId course, PersonId person, Role launched) {
    return launched;
  }
}
