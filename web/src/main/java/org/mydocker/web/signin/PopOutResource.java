package org.mydocker.web.signin;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.web.session.BeginningVisits;

/** "Open in a new tab" and "Sign out", on every page of a visit. */
@Path("v/{visit}")
public class PopOutResource {

  @Inject Visit visit;
  @Inject PopOuts popOuts;
  @Inject BeginningVisits visits;
  @Context HttpServletResponse response;

  /**
   * With the script: the address as JSON, opened in the tab that the click opened. Without: a page
   * with the link.
   */
  @POST
  @Path("pop-out")
  public Response popOut(
      @FormParam("to") @DefaultValue("dashboard") String to,
      @HeaderParam("Accept") @DefaultValue("") String accept) {
    URI address = popOuts.issue(visit, to);
    if (accept.contains(MediaType.APPLICATION_JSON)) {
      return Response.ok("{\"url\": \"" + address + "\"}", MediaType.APPLICATION_JSON_TYPE).build();
    }
    return Response.ok(Page.of("site/pop-out", Map.of("address", address.toString()))).build();
  }

  @POST
  @Path("sign-out")
  public Response signOut() {
    visits.end(visit.id(), response);
    return Response.seeOther(URI.create("/")).build();
  }
}
