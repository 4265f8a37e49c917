package org.mydocker.assignment.handin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.activity.WorkBar;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;

/**
 * Tells the shell page's bar about an assignment (site.md WEB-03). The viewer's role is the one of
 * the session that the bar is for, so that a teacher who looks as a student hands in as one.
 */
@Singleton
public class AssignmentBar implements WorkBar.Source {

  private final Assignments assignments;
  private final AssignmentDoor door;
  private final StudentWorks works;
  private final Submissions submissions;

  @Inject
  public AssignmentBar(
      Assignments assignments, AssignmentDoor door, StudentWorks works, Submissions submissions) {
    this.assignments = assignments;
    this.door = door;
    this.works = works;
    this.submissions = submissions;
  }

  @Override
  public Optional<WorkBar> of(ActivityId activity, Viewer viewer) {
    return assignments
        .find(activity)
        .filter(assignment -> mine(assignment, viewer))
        .map(assignment -> door.extended(assignment, viewer.person()))
        .map(assignment -> bar(assignment, viewer));
  }

  private static boolean mine(Assignment assignment, Viewer viewer) {
    return Access.decide(viewer, Act.SEE_OWN_WORK, assignment.subject(viewer.person())).allowed();
  }

  private WorkBar bar(Assignment assignment, Viewer viewer) {
    String page = "assignments/" + assignment.id();
    String as = viewer.role() == Role.STUDENT ? "?as=student" : "";
    Optional<Instant> last =
        works
            .find(assignment, viewer.person(), viewer.role().staff())
            .flatMap(work -> submissions.of(work.id()).stream().findFirst())
            .map(HandedIn::ended);
    return new WorkBar(
        assignment.title(),
        page,
        Optional.of(page + "/hand-in" + as),
        assignment.schedule().due(),
        last);
  }
}
