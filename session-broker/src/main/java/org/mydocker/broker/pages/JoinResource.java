package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import org.mydocker.broker.catalogue.Catalogue;
import org.mydocker.broker.catalogue.Entry;
import org.mydocker.kernel.page.NewestVisit;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;

/**
 * {@code /join/CODE/path?query}: leads who is signed in to the environment of that code, and keeps
 * path and query for its interface (ENV-02); tells everyone else how to get in. The code finds the
 * environment; whether it may be started is decided as ever.
 */
@Path("join/{code: [a-z0-9]{20}}{path: (/.*)?}")
public class JoinResource {

  @Inject NewestVisit visits;
  @Inject Catalogue catalogue;
  @Context HttpServletRequest request;

  @GET
  public Response join(@PathParam("code") String code) {
    Optional<Visit> visit = visits.newest();
    if (visit.isEmpty()) {
      return Response.status(401).entity(Page.of("broker/join", Map.of()).status(401)).build();
    }
    Entry entry =
        catalogue
            .joined(code, visit.get().viewer().locale())
            .orElseThrow(() -> new Refusal("broker.no-environment", 404));
    return Addresses.see(
        visit
            .get()
            .path(
                "environments/"
                    + entry.environment().id()
                    + Addresses.to(Addresses.inside(behind(code)))));
  }

  /** What follows the code, as the browser sent it. */
  private String behind(String code) {
    String path = request.getRequestURI();
    int end = path.indexOf(code) + code.length();
    String query = request.getQueryString();
    String behind = path.substring(end);
    if (behind.isEmpty() && query == null) {
      return null;
    }
    return (behind.isEmpty() ? "/" : behind) + (query == null ? "" : "?" + query);
  }
}
