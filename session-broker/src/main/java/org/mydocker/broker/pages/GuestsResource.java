package org.mydocker.broker.pages;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.start.Hosting;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.People;
import org.mydocker.kernel.people.Person;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * {@code sessions/ID/guests}: whom its owner let into a session, and how to let in one more. A code
 * is shown once, in the answer to who asked for it.
 */
@Path("v/{visit}/sessions/{id}/guests")
public class GuestsResource {

  static final List<Integer> MINUTES = List.of(30, 60, 120, 240);

  @Inject Visit visit;
  @Inject OwnSessions sessions;
  @Inject Hosting hosting;
  @Inject Catalogue catalogue;
  @Inject SiteSettings site;
  @Inject Instance<People> people;

  @GET
  public Page show(@PathParam("id") String id) {
    return page(session(id), "");
  }

  @POST
  @Path("invite")
  public Page invite(@PathParam("id") String id, @FormParam("minutes") String minutes) {
    Session session = session(id);
    int stay =
        MINUTES.stream().filter(one -> one.toString().equals(minutes)).findFirst().orElse(60);
    String code = hosting.invite(session.id(), visit.viewer(), Duration.ofMinutes(stay));
    return page(session, site.url("/guest/" + code).toString());
  }

  @POST
  @Path("remove")
  public Response remove(@PathParam("id") String id, @FormParam("guest") String guest) {
    hosting.remove(
        Addresses.id(id, SessionId::of),
        visit.viewer(),
        Addresses.id(guest == null ? "" : guest, UUID::fromString));
    return Addresses.see(visit.path(Addresses.session(id) + "/guests"));
  }

  @POST
  @Path("withdraw")
  public Response withdraw(@PathParam("id") String id) {
    hosting.withdraw(Addresses.id(id, SessionId::of), visit.viewer());
    return Addresses.see(visit.path(Addresses.session(id) + "/guests"));
  }

  private Page page(Session session, String link) {
    Map<String, Object> model = new HashMap<>();
    model.put("id", session.id().toString());
    model.put(
        "title",
        catalogue
            .entry(session.key().environment(), visit.viewer().locale())
            .map(entry -> entry.environment().title())
            .orElse(""));
    model.put("link", link);
    model.put("invites", hosting.invites(session) && !session.state().ended());
    model.put("minutes", MINUTES);
    model.put("open", hosting.open(session));
    model.put(
        "help",
        session.key().role() == Role.STUDENT && session.course().isPresent()
            ? site.url("/help/" + session.id()).toString()
            : "");
    model.put("guests", lines(session));
    return Page.of("broker/guests", model);
  }

  private List<GuestLine> lines(Session session) {
    return hosting.guests(session).stream()
        .map(guest -> GuestLine.of(guest, name(people, guest.person())))
        .toList();
  }

  static String name(Instance<People> people, PersonId id) {
    return people.stream()
        .flatMap(all -> all.person(id).stream())
        .map(Person::name)
        .findFirst()
        .orElse("?");
  }

  private Session session(String id) {
    return sessions.managed(Addresses.id(id, SessionId::of), visit.viewer(), "guests");
  }
}
