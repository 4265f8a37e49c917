package org.mydocker.broker.pages;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.mydocker.broker.start.Hosting;
import org.mydocker.broker.start.Session;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.People;

/**
 * {@code guest/CODE} inside a visit: says whose session it is, and takes the code when its button
 * is pressed, so that no program that only looks at addresses uses it up.
 */
@Path("v/{visit}/guest/{code: [a-z0-9]{20}}")
public class InvitationResource {

  @Inject Visit visit;
  @Inject Hosting hosting;
  @Inject Instance<People> people;

  @GET
  public Page show(@PathParam("code") String code) {
    Session session = hosting.invited(code, visit.viewer());
    return Page.of(
        "broker/invitation",
        Map.of("code", code, "owner", GuestsResource.name(people, session.key().person())));
  }

  @POST
  public Response accept(@PathParam("code") String code) {
    return Addresses.see(visit.path(Addresses.session(hosting.accept(code, visit.viewer()).id())));
  }
}
