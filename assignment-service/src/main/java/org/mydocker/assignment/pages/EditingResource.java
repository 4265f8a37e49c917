package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.catalogue.Assignments;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.grading.Grades;
import org.mydocker.assignment.grading.Grading;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;

/** A teacher changes what an assignment asks and when. */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/edit")
public class EditingResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject Assignments assignments;
  @Inject AssignmentForms forms;
  @Inject Grades grades;
  @Inject Grading grading;

  @PathParam("id")
  PathId id;

  @GET
  public Page form() {
    Assignment assignment = assignment();
    return page(assignment, AssignmentForm.of(assignment.details(), ZoneId.systemDefault()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response change(@Context HttpServletRequest sent) {
    Assignment assignment = assignment();
    AssignmentForm form = AssignmentForm.sent(SentForm.plain(sent));
    Set<EnvironmentId> choosable = new HashSet<>(forms.choosable(visit.viewer()));
    assignment.details().environment().ifPresent(choosable::add);
    Optional<Details> details = form.details(choosable);
    details.ifPresent(changed -> requirePoints(form, assignment, changed));
    if (!form.problems().isEmpty()) {
      return Response.status(400).entity(page(assignment, form)).build();
    }
    assignments.change(assignment.id(), details.orElseThrow());
    if (!details.get().late().equals(assignment.details().late())) {
      grading.sendAgain(assignments.find(assignment.id()).orElseThrow());
    }
    String path = AssignmentTarget.path(assignment) + "?said=changed";
    return Response.seeOther(visit.path(path)).build();
  }

  /** A grade that is given stays within the maximum (AGS-14). */
  private void requirePoints(AssignmentForm form, Assignment assignment, Details changed) {
    double most =
        grades.of(assignment.id()).stream()
            .flatMap(grade -> grade.points().stream())
            .mapToDouble(Double::doubleValue)
            .max()
            .orElse(0);
    if (changed.points().filter(points -> points < most).isPresent()) {
      form.with(Problem.of("points", "points-given", GradingLine.number(most)));
    }
  }

  private Assignment assignment() {
    ActivityId asked = id.activity();
    return door.editing(asked, visit.viewer());
  }

  private Page page(Assignment assignment, AssignmentForm form) {
    return forms.page("assignment/edit", form, visit.viewer(), Map.of("assignment", assignment));
  }
}
