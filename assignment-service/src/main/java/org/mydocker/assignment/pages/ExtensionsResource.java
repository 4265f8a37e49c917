package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.grading.Grading;
import org.mydocker.assignment.group.CourseGroup;
import org.mydocker.assignment.group.CourseGroups;
import org.mydocker.assignment.group.Extension;
import org.mydocker.assignment.group.Extensions;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.roster.Member;
import org.mydocker.kernel.roster.Roster;

/** Who has more time for an assignment: students and groups (ACT-12). A teacher's to give. */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/extensions")
public class ExtensionsResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject Extensions extensions;
  @Inject CourseGroups groups;
  @Inject Grading grading;
  @Inject Roster roster;
  @Inject Clock clock;

  @PathParam("id")
  PathId id;

  /** An extension as the page shows it. */
  public record Shown(String id, String name, Instant until) {}

  /** Somebody to whom one can be given. */
  public record Choice(String value, String name) {}

  @GET
  public Page list(@QueryParam("said") @DefaultValue("") String said) {
    Assignment assignment = assignment("list of extensions");
    List<Choice> choices = choices(assignment);
    return Page.of(
        "assignment/extensions",
        Map.of(
            "assignment",
            assignment,
            "extensions",
            extensions.of(assignment.id()).stream().map(one -> shown(one, choices)).toList(),
            "choices",
            choices,
            "zone",
            ZoneId.systemDefault().getId(),
            "said",
            said.equals("changed") ? said : ""));
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response give(
      @FormParam("whom") @DefaultValue("") String whom,
      @FormParam("until") @DefaultValue("") String until,
      @FormParam("zone") @DefaultValue("") String zone) {
    boolean plain = whom.length() <= 40 && until.length() <= 20;
    Assignment assignment =
        assignment(plain ? "extension to " + whom + " until " + until : "extension");
    Choice chosen =
        choices(assignment).stream()
            .filter(one -> one.value().equals(whom))
            .findFirst()
            .orElseThrow(() -> new Refusal("assignment.extension", 400));
    Instant moment =
        AssignmentForm.moment(until, zone)
            .orElseThrow(() -> new Refusal("assignment.extension", 400));
    String value = chosen.value().substring(2);
    boolean group = chosen.value().startsWith("g:");
    extensions.put(
        assignment.id(),
        new Extension(
            UUID.randomUUID(),
            group ? Optional.empty() : Optional.of(PersonId.of(value)),
            group ? Optional.of(UUID.fromString(value)) : Optional.empty(),
            moment,
            clock.instant(),
            visit.viewer().person()));
    return changed(assignment);
  }

  @POST
  @Path("{extension: [0-9a-f-]{36}}/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response remove(@PathParam("extension") String extension) {
    Assignment assignment = assignment("extension " + extension + " taken back");
    extensions.remove(assignment.id(), UUID.fromString(extension));
    return changed(assignment);
  }

  /** Grades of late work may count differently now, and the platform is told. */
  private Response changed(Assignment assignment) {
    if (assignment.details().late().deducts()) {
      grading.sendAgain(assignment);
    }
    return Response.seeOther(
            visit.path(AssignmentTarget.path(assignment) + "/extensions?said=changed"))
        .build();
  }

  private Assignment assignment(String reason) {
    return door.staff(id.activity(), visit.viewer(), Act.RELEASE_GRADES, reason);
  }

  private List<Choice> choices(Assignment assignment) {
    List<Choice> choices = new ArrayList<>();
    for (CourseGroup group : groups.of(assignment.course())) {
      choices.add(new Choice("g:" + group.id(), group.name()));
    }
    for (Member member : roster.members(assignment.course())) {
      if (member.role() == Role.STUDENT) {
        choices.add(new Choice("p:" + member.person(), member.name()));
      }
    }
    return choices;
  }

  private static Shown shown(Extension extension, List<Choice> choices) {
    String value =
        extension
            .person()
            .map(person -> "p:" + person)
            .orElseGet(() -> "g:" + extension.group().orElseThrow());
    String name =
        choices.stream()
            .filter(one -> one.value().equals(value))
            .map(Choice::name)
            .findFirst()
            .orElse("?");
    return new Shown(extension.id().toString(), name, extension.until());
  }
}
