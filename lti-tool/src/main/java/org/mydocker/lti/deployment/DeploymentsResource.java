package org.mydocker.lti.deployment;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.DeploymentKey;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;
import org.mydocker.lti.role.NamedRole;
import org.mydocker.lti.role.RoleRules;

/** The administration's pages of deployments: what each makes of the platform's roles. */
@Path("v/{visit}/admin/deployments")
@Produces(MediaType.TEXT_HTML)
public class DeploymentsResource {

  private final Platforms platforms;
  private final Visit visit;
  private final Audit audit;

  @Inject
  public DeploymentsResource(Platforms platforms, Visit visit, Audit audit) {
    this.platforms = platforms;
    this.visit = visit;
    this.audit = audit;
  }

  @GET
  public Page list() {
    administer();
    List<Map<String, Object>> lines = new ArrayList<>();
    for (Registration registration : platforms.all()) {
      for (Deployment deployment : platforms.deployments(registration.id())) {
        lines.add(line(registration, deployment));
      }
    }
    return Page.of("lti/admin-deployments", Map.of("deployments", lines));
  }

  private static Map<String, Object> line(Registration registration, Deployment deployment) {
    return Map.of(
        "key", deployment.key().toString(),
        "id", deployment.deploymentId(),
        "name", registration.name(),
        "client", registration.clientId(),
        "own", !deployment.rules().equals(RoleRules.STANDARD));
  }

  @GET
  @Path("{key: [0-9a-f-]{36}}")
  public Page show(
      @PathParam("key") String key, @QueryParam("said") @DefaultValue("") String said) {
    administer();
    Deployment deployment = named(key);
    Registration registration = platforms.find(deployment.registration()).orElseThrow();
    RoleRules rules = deployment.rules();
    List<Map<String, Object>> rows = new ArrayList<>();
    RulesForm.rows().forEach(role -> rows.add(row(role, rules)));
    Map<String, Object> model = new HashMap<>(line(registration, deployment));
    model.put("rows", rows);
    model.put("plainRoleWins", rules.plainRoleWins());
    model.put("graderParameter", rules.graderParameter());
    model.put("graderValues", String.join("\n", new TreeSet<>(rules.graderValues())));
    model.put("platformSupport", rules.platformSupport());
    model.put("said", said.equals("saved"));
    return Page.of("lti/admin-deployment", model);
  }

  private static Map<String, Object> row(NamedRole role, RoleRules rules) {
    return Map.of(
        "name", role.name(),
        "usual", role.usual().name(),
        "lowered", rules.lowered().containsKey(role) ? rules.position(role).name() : "",
        "below", role.usual().below().stream().map(Enum::name).toList());
  }

  @POST
  @Path("{key: [0-9a-f-]{36}}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response save(@PathParam("key") String key, @Context HttpServletRequest sent) {
    administer();
    Deployment deployment = named(key);
    RoleRules rules = RulesForm.read(sent::getParameter);
    platforms.rule(deployment.key(), rules);
    audit.record(
        visit.viewer(),
        Act.ADMINISTER,
        Subject.ofSite("deployment", key),
        "roles: " + (rules.equals(RoleRules.STANDARD) ? "as usual" : rules.summary()));
    return Response.seeOther(visit.path("admin/deployments/" + key + "?said=saved")).build();
  }

  private Deployment named(String key) {
    try {
      return platforms
          .deployment(new DeploymentKey(UUID.fromString(key)))
          .orElseThrow(() -> new Refusal("lti.registration-not-found", 404));
    } catch (IllegalArgumentException e) {
      throw (Refusal) new Refusal("lti.registration-not-found", 404).initCause(e);
    }
  }

  private void administer() {
    Access.require(visit.viewer(), Act.ADMINISTER, Subject.ofSite("deployments", "all"));
  }
}
