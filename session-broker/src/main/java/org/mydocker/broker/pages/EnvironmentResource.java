package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.broker.catalogue.Links;
import org.mydocker.broker.catalogue.Needs;
import org.mydocker.broker.catalogue.Permissions;
import org.mydocker.broker.catalogue.Rights;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.broker.start.Starts;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.environment.Environment;
import org.mydocker.kernel.environment.EnvironmentId;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * {@code environments/ID}: what it is, and the button that opens it. {@code activity} is taken only
 * if a launch said so; {@code to} is a path inside the interface, as join links bring it.
 */
@Path("v/{visit}/environments/{id}")
public class EnvironmentResource {

  @Inject Visit visit;
  @Inject Catalogue catalogue;
  @Inject Links links;
  @Inject OwnSessions sessions;
  @Inject Starts starts;
  @Inject Permissions permissions;
  @Inject SiteSettings site;
  @Inject Audit audit;

  @GET
  public Page show(
      @PathParam("id") String id,
      @QueryParam("activity") String activity,
      @QueryParam("to") String to) {
    Entry entry = entry(id);
    Map<String, Object> model = new HashMap<>();
    model.put("entry", EntryLine.of(entry));
    model.put("activity", activity(activity, entry).map(Object::toString).orElse(""));
    model.put("to", Addresses.inside(to).orElse(""));
    model.put("away", starts.away().isPresent());
    Needs needs =
        catalogue.recipe(entry.environment().id(), entry.version(), visit.viewer().role()).needs();
    model.put("waiting", !permissions.allowed(entry.environment().id(), needs));
    if (!needs.nothing()) {
      model.put("asks", needs);
      model.put("capabilities", PermissionLine.capabilities(needs));
    }
    if (Rights.mayChange(visit.viewer(), entry.environment())) {
      model.put("courses", Integer.toString(links.courses(entry.environment().id()).size()));
      model.put("join", site.url("/join/" + entry.joinCode()).toString());
    }
    return Page.of("broker/environment", model);
  }

  @POST
  @Path("open")
  public Response open(
      @PathParam("id") String id,
      @FormParam("activity") String activity,
      @FormParam("to") String to) {
    Entry entry = entry(id);
    SessionView session =
        sessions.open(
            new SessionKey(
                visit.viewer().person(),
                entry.environment().id(),
                activity(activity, entry),
                visit.viewer().role()),
            visit.viewer());
    return Addresses.see(
        visit.path(
            Addresses.session(session.id()) + "/start" + Addresses.to(Addresses.inside(to))));
  }

  /** A new join link; the old one opens nothing from now on (ENV-02). */
  @POST
  @Path("join-link")
  public Response renew(@PathParam("id") String id) {
    makeNewJoinLink(id);
    return Addresses.see(visit.path("environments/" + id));
  }

  void makeNewJoinLink(String id) {
    Environment environment = entry(id).environment();
    if (!Rights.mayChange(visit.viewer(), environment)) {
      throw new Refused(Refused.Reason.ROLE);
    }
    catalogue.renewJoinCode(environment.id());
    Subject subject =
        new Subject(
            "environment",
            environment.id().toString(),
            environment.tenant(),
            environment.course(),
            Optional.empty(),
            Subject.Reach.OWNER);
    audit.record(visit.viewer(), Act.CREATE_ENVIRONMENT, subject, "renew join link");
  }

  private Entry entry(String id) {
    Entry entry =
        catalogue
            .entry(Addresses.id(id, EnvironmentId::of), visit.viewer().locale())
            .orElseThrow(() -> new Refusal("broker.no-environment", 404));
    Rights.requireStart(visit.viewer(), entry.environment());
    return entry;
  }

  private Optional<ActivityId> activity(String text, Entry entry) {
    return Optional.ofNullable(text)
        .filter(named -> !named.isEmpty())
        .map(named -> Addresses.id(named, ActivityId::of))
        .filter(named -> links.has(named, entry.environment().id(), visit.viewer()));
  }
}
