package org.mydocker.broker.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.mydocker.broker.start.Hosting;
import org.mydocker.broker.start.OwnSessions;
import org.mydocker.kernel.access.Refused;
import org.mydocker.kernel.environment.SessionId;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;

/** {@code sessions/ID/help}: where staff say why they come into a student's session. */
@Path("v/{visit}/sessions/{id}/help")
public class HelpingResource {

  @Inject Visit visit;
  @Inject OwnSessions sessions;
  @Inject Hosting hosting;

  @GET
  public Page show(@PathParam("id") String id) {
    SessionId session = Addresses.id(id, SessionId::of);
    if (!sessions.mayHelp(session, visit.viewer())) {
      throw new Refused(Refused.Reason.NOT_INVITED);
    }
    return Page.of("broker/help", Map.of("id", session.toString()));
  }

  @POST
  public Response help(@PathParam("id") String id, @FormParam("reason") String reason) {
    SessionId session = Addresses.id(id, SessionId::of);
    hosting.help(session, visit.viewer(), reason);
    return Addresses.see(visit.path(Addresses.session(session)));
  }
}
