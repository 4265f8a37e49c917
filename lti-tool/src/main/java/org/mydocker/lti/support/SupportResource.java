package org.mydocker.lti.support;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.login.RefusalLog;
import org.mydocker.lti.platform.Deployment;
import org.mydocker.lti.platform.Platforms;
import org.mydocker.lti.platform.Registration;

/**
 * The page for a platform's administrators where a deployment has it (ROL-03): which registration
 * they came through, what it offers in this course, what is on its way and what was refused. It
 * names nobody.
 */
@Path("v/{visit}/platform")
@Produces(MediaType.TEXT_HTML)
public class SupportResource {

  private static final int MOST_REFUSALS = 20;

  private final Connections connections;
  private final Platforms platforms;
  private final RefusalLog refusals;
  private final Visit visit;

  @Inject
  public SupportResource(
      Connections connections, Platforms platforms, RefusalLog refusals, Visit visit) {
    this.connections = connections;
    this.platforms = platforms;
    this.refusals = refusals;
    this.visit = visit;
  }

  @GET
  public Page show() {
    Optional<Registration> found =
        connections.registration(visit.viewer().person()).flatMap(platforms::find);
    Access.require(visit.viewer(), Act.SEE_PLATFORM, subject(found));
    Registration registration =
        found.orElseThrow(() -> new Refusal("lti.registration-not-found", 404));
    Map<String, Object> model = new HashMap<>();
    model.put("name", registration.name());
    model.put("issuer", registration.issuer());
    model.put("clientId", registration.clientId());
    model.put(
        "product", (registration.productFamily() + " " + registration.productVersion()).strip());
    model.put(
        "deployments",
        platforms.deployments(registration.id()).stream().map(SupportResource::line).toList());
    model.put("course", visit.viewer().course().flatMap(connections::course).stream().toList());
    model.put("grades", connections.grades(registration.id()));
    model.put("refusals", newest(registration));
    return Page.of("lti/platform", model);
  }

  private List<RefusalLog.Entry> newest(Registration registration) {
    return refusals.of(registration.id()).stream().limit(MOST_REFUSALS).toList();
  }

  private static Subject subject(Optional<Registration> registration) {
    return new Subject(
        "registration",
        registration.map(r -> r.id().toString()).orElse(""),
        registration.map(Registration::tenant),
        Optional.empty(),
        Optional.empty(),
        Subject.Reach.OWNER);
  }

  private static Map<String, Object> line(Deployment deployment) {
    return Map.of("id", deployment.deploymentId(), "active", deployment.active());
  }
}
