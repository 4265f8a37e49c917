package org.mydocker.web.admin;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.Map;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.web.audit.AuditLog;

/** The way into the administration, and its audit log. */
@Path("v/{visit}/admin")
public class AdminResource {

  private static final int MOST = 200;

  @Inject Visit visit;
  @Inject AuditLog audit;

  @GET
  public Page front() {
    allow();
    return Page.of("site/admin", Map.of());
  }

  @GET
  @Path("audit")
  public Page audit() {
    allow();
    return Page.of("site/audit", Map.of("entries", audit.newest(MOST)));
  }

  private void allow() {
    Access.require(visit.viewer(), Act.ADMINISTER, Subject.ofSite("administration", ""));
  }
}
