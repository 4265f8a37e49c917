package org.mydocker.assignment.catalogue;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.roster.Roster;

/**
 * Earlier assignments to begin a new one with (ACT-01): those of the course, and those that the
 * teacher made in other courses and may still change there, as last year's.
 */
@Singleton
public class Copying {

  private final Assignments assignments;
  private final Roster roster;

  @Inject
  public Copying(Assignments assignments, Roster roster) {
    this.assignments = assignments;
    this.roster = roster;
  }

  /** The newest first. */
  public List<Assignment> choices(Viewer teacher) {
    CourseId here = teacher.course().orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
    Map<CourseId, Viewer> there = new HashMap<>(); // the roster is asked once for a course
    return assignments.copyable(here, teacher.person()).stream()
        .filter(
            assignment ->
                allowed(
                    assignment,
                    there.computeIfAbsent(
                        assignment.course(), course -> there(assignment, teacher))))
        .toList();
  }

  /** The one that a form names; one that may not be copied is answered like one that never was. */
  public Assignment source(ActivityId id, Viewer teacher) {
    return assignments
        .find(id)
        .filter(assignment -> allowed(assignment, there(assignment, teacher)))
        .orElseThrow(() -> new Refused(Refused.Reason.OTHER_COURSE));
  }

  private static boolean allowed(Assignment assignment, Viewer there) {
    return Access.decide(there, Act.EDIT_ASSIGNMENT, assignment.subject()).allowed();
  }

  /**
   * The teacher as one in the course of the assignment: who made it came there as a teacher, and is
   * now what was said of that person since, however long ago that course was.
   */
  private Viewer there(Assignment assignment, Viewer teacher) {
    boolean own = assignment.createdBy().equals(teacher.person());
    if (teacher.in(assignment.course()) || !own) {
      return teacher;
    }
    return new Viewer(
        teacher.person(),
        teacher.tenant(),
        Optional.of(assignment.course()),
        roster.last(assignment.course(), teacher.person(), Role.TEACHER),
        teacher.siteRoles(),
        teacher.locale());
  }
}
