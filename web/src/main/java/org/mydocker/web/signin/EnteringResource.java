package org.mydocker.web.signin;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.audit.Audit;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.page.Visits;
import org.mydocker.kernel.people.Viewer;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.kernel.settings.SiteSettings;

/**
 * Redeems the codes that open a visit: the administrator's link and the pop-out code. Both work
 * once (410 after that), and at our public address only: a code that was led elsewhere is not used
 * up there (SES-04).
 */
@Path("/")
public class EnteringResource {

  @Inject OneTimeCodes codes;
  @Inject Visits visits;
  @Inject PopOuts popOuts;
  @Inject SiteSettings site;
  @Inject Audit audit;
  @Context HttpServletRequest request;
  @Context HttpServletResponse response;

  @GET
  @Path("admin-link/{code}")
  public Response administrator(@PathParam("code") String code) {
    requireOwnAddress();
    if (codes.redeem(AdminLinks.PURPOSE, code).isEmpty()) {
      throw used();
    }
    Viewer administrator = AdminLinks.administrator(request.getLocale());
    audit.record(
        administrator,
        Act.ADMINISTER,
        Subject.ofSite("administration", ""),
        "entered by a one-time link");
    Visit visit = visits.begin(administrator, Optional.empty(), response);
    return Response.seeOther(visit.path("admin")).build();
  }

  @GET
  @Path("enter/{code}")
  public Response popOut(@PathParam("code") String code) {
    requireOwnAddress();
    PopOuts.Ticket ticket = popOuts.redeem(code).orElseThrow(EnteringResource::used);
    Visit visit = visits.begin(ticket.viewer(), ticket.presentation(), response);
    return Response.seeOther(visit.path(ticket.inside())).build();
  }

  private void requireOwnAddress() {
    URI own = site.publicUrl();
    if (!authority(own, String.valueOf(request.getHeader("Host")))
        .equals(authority(own, own.getRawAuthority()))) {
      throw new Refusal("site.other-address", 410, Map.of("address", site.publicUrl().toString()));
    }
  }

  /** Host and port as they compare: lower case, without the scheme's own port. */
  private static String authority(URI scheme, String written) {
    String usual = scheme.getScheme().equals("https") ? ":443" : ":80";
    String authority = written.toLowerCase(Locale.ROOT);
    return authority.endsWith(usual)
        ? authority.substring(0, authority.length() - usual.length())
        : authority;
  }

  private static Refusal used() {
    return new Refusal("site.link-used", 410);
  }
}
