package org.mydocker.web.signin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.mydocker.kernel.page.Page;
import org.mydocker.web.session.BeginningVisits;

/** The front page: on to the dashboard for who is signed in, how to get in for everyone else. */
@Path("/")
public class FrontResource {

  @Inject BeginningVisits visits;

  @GET
  public Response front() {
    return visits
        .newest()
        .map(visit -> Response.seeOther(visit.path("dashboard")).build())
        .orElseGet(() -> Response.ok(Page.of("site/front", Map.of())).build());
  }
}
