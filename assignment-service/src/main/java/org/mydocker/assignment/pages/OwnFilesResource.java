package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.collection.ExportingWork;
import org.mydocker.assignment.work.OwnCopy;
import org.mydocker.kernel.page.Visit;

/** One's own files as they are now, as a zip (ACT-07). */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/work.zip")
public class OwnFilesResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject OwnCopy own;
  @Inject ExportingWork exporting;

  @PathParam("id")
  PathId id;

  @QueryParam("as")
  @DefaultValue("")
  String as;

  @GET
  public Response zip() {
    Assignment assignment = door.opened(id.activity(), visit.viewer());
    OwnCopy.Now now =
        own.now(assignment, visit.viewer().person(), ActingAs.role(visit.viewer(), as));
    String name = assignment.folder().value();
    StreamingOutput zip = out -> exporting.one(name, now.work().repository(), now.commit(), out);
    return Downloads.of(name + ".zip", "application/zip", zip);
  }
}
