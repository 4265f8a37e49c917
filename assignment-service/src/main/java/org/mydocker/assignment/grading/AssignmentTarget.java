package org.mydocker.assignment.grading;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.grade.ColumnWish;
import org.mydocker.kernel.grade.GradeColumns;
import org.mydocker.kernel.launch.Choice;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.Launch;
import org.mydocker.kernel.launch.LaunchTarget;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;

/**
 * Takes the launches of assignments. A launch from another course or tenant than the assignment's
 * gets the same answer as one for an assignment that does not exist, and a student's before the
 * opening date learns nothing but that date. What the launch says of its line item is where the
 * grades go from now on; where it says nothing, a launch of staff has the platform asked (AGS-02).
 */
@Singleton
public class AssignmentTarget implements LaunchTarget {

  public static final String KEY = "assignment";

  private final AssignmentDoor door;
  private final Assignments assignments;
  private final Grading grading;
  private final GradeColumns columns;

  @Inject
  public AssignmentTarget(
      AssignmentDoor door, Assignments assignments, Grading grading, GradeColumns columns) {
    this.door = door;
    this.assignments = assignments;
    this.grading = grading;
    this.columns = columns;
  }

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public String open(Launch launch) {
    ActivityId id = named(launch);
    Assignment assignment = door.launched(id, launch.viewer());
    launch
        .column()
        .or(() -> wish(launch, assignment).flatMap(columns::find))
        .ifPresent(column -> learn(assignment, column));
    return path(assignment);
  }

  /** A student's launch waits for nobody: there is a grade only after staff were here. */
  private static Optional<ColumnWish> wish(Launch launch, Assignment assignment) {
    if (!launch.viewer().role().staff() || assignment.column().isPresent()) {
      return Optional.empty();
    }
    return launch
        .resourceLink()
        .flatMap(
            link ->
                assignment
                    .details()
                    .points()
                    .map(
                        points ->
                            new ColumnWish(
                                assignment.course(),
                                link,
                                assignment.id().toString(),
                                assignment.title(),
                                points)));
  }

  @Override
  public List<Choice> choices(Viewer teacher) {
    Optional<CourseId> course = teacher.course();
    if (course.isEmpty() || !mayCreate(teacher, course.get())) {
      return List.of();
    }
    List<Choice> choices = new ArrayList<>();
    choices.add(new Choice.New("assignment.choice.new", "assignments/new"));
    assignments
        .of(course.get())
        .forEach(assignment -> choices.add(new Choice.Existing(item(assignment), "")));
    return List.copyOf(choices);
  }

  /** The assignment as a resource link to put into the course (DL-08, DL-10). */
  public static ContentItem.ResourceLink item(Assignment assignment) {
    return new ContentItem.ResourceLink(
        KEY,
        assignment.id().toString(),
        assignment.title(),
        "",
        assignment.details().points(),
        new ContentItem.Span(assignment.schedule().opens(), Optional.empty()),
        new ContentItem.Span(Optional.empty(), assignment.schedule().due()),
        ContentItem.Look.USUAL);
  }

  /** The assignment's page, inside the visit. */
  public static String path(Assignment assignment) {
    return "assignments/" + assignment.id();
  }

  private void learn(Assignment assignment, ColumnId column) {
    if (assignments.learnColumn(assignment.id(), column)) {
      grading.columnLearned(assignments.find(assignment.id()).orElseThrow());
    }
  }

  private static boolean mayCreate(Viewer teacher, CourseId course) {
    Subject subject = Subject.ofCourse("course", course.toString(), course);
    return Access.decide(teacher, Act.EDIT_ASSIGNMENT, subject).allowed();
  }

  private static ActivityId named(Launch launch) {
    try {
      return ActivityId.of(launch.custom().getOrDefault(Launch.ID, ""));
    } catch (IllegalArgumentException e) {
      throw (Refusal) new Refusal("assignment.elsewhere", 403, Map.of()).initCause(e);
    }
  }
}
