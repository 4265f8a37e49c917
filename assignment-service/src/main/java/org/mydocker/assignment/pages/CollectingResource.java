package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.collection.Collecting;
import org.mydocker.assignment.collection.ExportingWork;
import org.mydocker.assignment.collection.Line;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.grading.Counting;
import org.mydocker.assignment.grading.Grading;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.PersonId;

/** What was handed in, for those who grade: the list and the download of all (ACT-14). */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/submissions")
public class CollectingResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject Collecting collecting;
  @Inject ExportingWork exporting;
  @Inject Grading grading;
  @Inject Counting counting;

  @PathParam("id")
  PathId id;

  @GET
  public Page list(
      @QueryParam("said") @DefaultValue("") String said,
      @QueryParam("only") @DefaultValue("") String only) {
    Assignment assignment =
        door.staff(id.activity(), visit.viewer(), Act.READ_SUBMISSION, "list of submissions");
    boolean narrow = only.equals("activity");
    Optional<Set<PersonId>> reaching = narrow ? collecting.reaching(assignment) : Optional.empty();
    List<Line> lines =
        lines(assignment, Act.READ_SUBMISSION).stream()
            .filter(line -> line.last().isPresent() || reaches(reaching, line.person()))
            .toList();
    return Page.of(
        "assignment/submissions",
        Map.of(
            "narrow",
            narrow,
            "told",
            reaching.isPresent(),
            "assignment",
            assignment,
            "lines",
            lines.stream().map(line -> shown(assignment, line)).toList(),
            "handedIn",
            lines.stream().filter(line -> line.last().isPresent()).count(),
            "held",
            lines.stream()
                .anyMatch(line -> line.grade().filter(one -> one.released().isEmpty()).isPresent()),
            "teacher",
            Access.decide(visit.viewer(), Act.RELEASE_GRADES, assignment.subject()).allowed(),
            "said",
            said.matches("[a-z-]{1,20}") ? said : ""));
  }

  private static boolean reaches(Optional<Set<PersonId>> reaching, PersonId person) {
    return reaching.map(people -> people.contains(person)).orElse(true);
  }

  @GET
  @Path("all.zip")
  public Response all() {
    Assignment assignment =
        door.staff(id.activity(), visit.viewer(), Act.EXPORT_SUBMISSIONS, "download of all");
    List<Line> lines = lines(assignment, Act.EXPORT_SUBMISSIONS);
    StreamingOutput zip = out -> exporting.all(lines, out);
    return Downloads.of(assignment.folder() + "-submissions.zip", "application/zip", zip);
  }

  private GradingLine shown(Assignment assignment, Line line) {
    return GradingLine.of(
        line,
        line.grade().flatMap(grade -> counting.points(assignment, grade)),
        visit.viewer().locale());
  }

  /** Of the people whose work the viewer may have: a grader's groups, or everybody. */
  private List<Line> lines(Assignment assignment, Act act) {
    Predicate<PersonId> whose = door.whose(assignment, visit.viewer(), act);
    return collecting.lines(assignment).stream().filter(line -> whose.test(line.person())).toList();
  }

  @POST
  @Path("release")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response release() {
    Assignment assignment =
        door.staff(id.activity(), visit.viewer(), Act.RELEASE_GRADES, "release of grades");
    grading.release(assignment);
    String path = AssignmentTarget.path(assignment) + "/submissions?said=released";
    return Response.seeOther(visit.path(path)).build();
  }
}
