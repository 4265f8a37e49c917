package org.mydocker.assignment.handin;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.work.Reading;
import org.mydocker.assignment.work.Readings;
import org.mydocker.assignment.work.StudentWorks;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.activity.WorkBar;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.people.Viewer;

/**
 * Tells the shell page's bar about an assignment (site.md WEB-03). The viewer's role is the one of
 * the session that the bar is for, so that a teacher who looks as a student hands in as one. Of a
 * grader's look at a submission it tells whose that is, and leads back to where it is graded.
 */
@Singleton
public class AssignmentBar implements WorkBar.Source {

  private final Assignments assignments;
  private final AssignmentDoor door;
  private final StudentWorks works;
  private final Submissions submissions;
  private final Readings readings;
  private final People people;

  @Inject
  public AssignmentBar(
      Assignments assignments,
      AssignmentDoor door,
      StudentWorks works,
      Submissions submissions,
      Readings readings,
      People people) {
    this.assignments = assignments;
    this.door = door;
    this.works = works;
    this.submissions = submissions;
    this.readings = readings;
    this.people = people;
  }

  @Override
  public Optional<WorkBar> of(ActivityId activity, Viewer viewer) {
    return assignments
        .find(activity)
        .filter(assignment -> mine(assignment, viewer))
        .map(assignment -> door.extended(assignment, viewer.person()))
        .map(assignment -> bar(assignment, viewer))
        .or(() -> readings.find(activity).flatMap(reading -> bar(reading, viewer)));
  }

  private Optional<WorkBar> bar(Reading reading, Viewer viewer) {
    return Optional.of(reading)
        .filter(own -> own.grader().equals(viewer.person()))
        .flatMap(readings::matter)
        .flatMap(
            matter ->
                assignments
                    .find(matter.assignment())
                    .filter(known -> reads(known, matter.student(), viewer))
                    .map(known -> bar(known, matter.student())));
  }

  private boolean reads(Assignment assignment, PersonId student, Viewer viewer) {
    return door.whose(assignment, viewer, Act.READ_SUBMISSION).test(student);
  }

  private WorkBar bar(Assignment assignment, PersonId student) {
    String name = people.person(student).map(person -> person.name() + " · ").orElse("");
    return new WorkBar(
        name + assignment.title(),
        "assignments/" + assignment.id() + "/submissions/" + student,
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
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
