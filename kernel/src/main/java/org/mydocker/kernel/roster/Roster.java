package org.mydocker.kernel.roster;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mydocker.kernel.grade.ColumnId;
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
   * Those who may open the activity of that grade column, where the platform says so of an activity
   * (NRPS-02); asks it first when that is older than five minutes.
   */
  default Optional<Set<PersonId>> reaching(CourseId course, ColumnId column) {
    return Optional.empty();
  }

  /**
   * A teacher makes a member a grader, or takes it back (ROL-10, ROL-14); it counts from that
   * person's next request. Refused where that is not the {@link Member#change} of this member.
   */
  void delegate(CourseId course, PersonId person, Role role);

  /**
   * What a person is now who came with a launch as {@code launched}: a teacher's delegation and the
   * roster count from the next request on (ROL-09, ROL-14).
   */
  default Role now(CourseId course, PersonId person, Role launched) {
    return launched;
  }

  /**
   * The same by the last word from there, however long ago it was, where {@link #now} takes staff
   * for staff only for a working day: for what a person made in that course.
   */
  default Role last(CourseId course, PersonId person, Role launched) {
    return now(course, person, launched);
  }
}
