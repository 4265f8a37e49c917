package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.catalogue.Permissions;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;

/**
 * The administration's page of permissions (ENG-06): what environments need beyond what every
 * session has, and whether they may. The form says what the administrator saw; if it is asked for
 * no more, nothing is allowed.
 */
@Path("v/{visit}/admin/permissions")
public class PermissionsResource {

  @Inject Visit visit;
  @Inject Permissions permissions;
  @Inject Audit audit;

  @GET
  public Page list() {
    administer();
    return Page.of(
        "broker/permissions",
        Map.of(
            "requests",
            permissions.requests(visit.viewer().locale()).stream()
                .map(PermissionLine::of)
                .toList()));
  }

  @POST
  @Path("{id}/allow")
  public Response allow(
      @PathParam("id") String id, @FormParam("needs") @DefaultValue("") String needs) {
    administer();
    EnvironmentId environment = Addresses.id(id, EnvironmentId::of);
    require(permissions.allow(environment, needs, visit.viewer().person()));
    record(environment, "allow " + needs);
    return Addresses.see(visit.path("admin/permissions"));
  }

  @POST
  @Path("{id}/withdraw")
  public Response withdraw(
      @PathParam("id") String id, @FormParam("needs") @DefaultValue("") String needs) {
    administer();
    EnvironmentId environment = Addresses.id(id, EnvironmentId::of);
    require(permissions.withdraw(environment, needs));
    record(environment, "withdraw " + needs);
    return Addresses.see(visit.path("admin/permissions"));
  }

  private void administer() {
    Access.require(visit.viewer(), Act.ADMINISTER, Subject.ofSite("permissions", "all"));
  }

  private static void require(boolean stillAsked) {
    if (!stillAsked) {
      throw new Refusal("broker.not-asked", 409);
    }
  }

  private void record(EnvironmentId environment, String reason) {
    Subject subject =
        new Subject(
            "environment",
            environment.toString(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Subject.Reach.EVERYONE);
    audit.record(visit.viewer(), Act.ADMINISTER, subject, reason);
  }
}
