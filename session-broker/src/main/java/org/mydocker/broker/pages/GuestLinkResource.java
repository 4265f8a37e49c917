package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.page.NewestVisit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;

/**
 * {@code /guest/CODE}: the link that an owner gives to a guest. It leads who is signed in to the
 * page that takes the code, and tells everyone else how to get in; by itself it uses nothing up.
 */
@Path("guest/{code: [a-z0-9]{20}}")
public class GuestLinkResource {

  @Inject NewestVisit visits;

  @GET
  public Response lead(@PathParam("code") String code) {
    Optional<Visit> visit = visits.newest();
    return visit.isEmpty()
        ? Response.status(401).entity(Page.of("broker/join", Map.of()).status(401)).build()
        : Addresses.see(visit.get().path("guest/" + code));
  }
}
