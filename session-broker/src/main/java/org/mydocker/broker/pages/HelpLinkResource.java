package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.page.NewestVisit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;

/**
 * {@code /help/ID}: the address that a student tells a teacher who is to look. No secret: it leads
 * to where staff say why they go in, and nobody else further.
 */
@Path("help/{id}")
public class HelpLinkResource {

  @Inject NewestVisit visits;

  @GET
  public Response lead(@PathParam("id") String id) {
    SessionId session = Addresses.id(id, SessionId::of);
    Optional<Visit> visit = visits.newest();
    return visit.isEmpty()
        ? Response.status(401).entity(Page.of("broker/join", Map.of()).status(401)).build()
        : Addresses.see(visit.get().path(Addresses.session(session)));
  }
}
