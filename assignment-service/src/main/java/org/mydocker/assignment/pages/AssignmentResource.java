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
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.git.GitTokens;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.material.Versions;
import org.mydocker.assignment.work.Beginning;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.environment.Sessions;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.problem.Refusal;

/**
 * The page of an assignment, the way into its environment, and the token for the laptop. A teacher
 * with {@code as=student} sees and opens what a student would (CLICK-09).
 */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}")
public class AssignmentResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject AssignmentPage page;
  @Inject Sessions sessions;
  @Inject GitTokens tokens;
  @Inject Beginning beginning;
  @Inject Versions versions;

  @PathParam("id")
  PathId id;

  @QueryParam("as")
  @DefaultValue("")
  String as;

  @GET
  public Page show(@QueryParam("said") @DefaultValue("") String said) {
    Assignment assignment = door.opened(id.activity(), visit.viewer());
    String known = said.matches("[a-z-]{1,20}") ? said : "";
    return page.of(assignment, visit.viewer(), role(), known, Optional.empty());
  }

  @POST
  @Path("open")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response open() {
    Assignment assignment = door.opened(id.activity(), visit.viewer());
    EnvironmentId environment =
        assignment
            .details()
            .environment()
            .orElseThrow(() -> new Refusal("assignment.no-environment", 409));
    if (versions.of(assignment.id()).isEmpty()) {
      throw new Refusal("assignment.no-material", 409);
    }
    SessionKey key =
        new SessionKey(visit.viewer().person(), environment, Optional.of(assignment.id()), role());
    SessionView session = sessions.open(key, visit.viewer());
    return Response.seeOther(visit.path("sessions/" + session.id() + "/start")).build();
  }

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Page token() {
    Assignment assignment = door.opened(id.activity(), visit.viewer());
    boolean staff = role().staff();
    beginning.of(assignment, visit.viewer().person(), staff);
    String token = tokens.make(assignment.id(), visit.viewer().person(), staff);
    return page.of(assignment, visit.viewer(), role(), "token", Optional.of(token));
  }

  @POST
  @Path("token/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response revoke() {
    Assignment assignment = door.own(id.activity(), visit.viewer());
    tokens.revoke(assignment.id(), visit.viewer().person(), role().staff());
    String path = AssignmentTarget.path(assignment);
    String query = as.equals("student") ? "?as=student&said=revoked" : "?said=revoked";
    return Response.seeOther(visit.path(path + query)).build();
  }

  private Role role() {
    return ActingAs.role(visit.viewer(), as);
  }
}
