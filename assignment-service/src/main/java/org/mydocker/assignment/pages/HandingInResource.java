package org.mydocker.assignment.pages;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.handin.HandedIn;
import org.mydocker.assignment.handin.HandingIn;
import org.mydocker.assignment.handin.SavedFile;
import org.mydocker.assignment.material.ArchiveFiles;
import org.mydocker.assignment.material.Upload;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.environment.UnsavedWork;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.Role;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.walls.archive.ArchiveRefused;
import org.mydocker.walls.archive.Unpacker;

/**
 * Handing in by button or by archive (ACT-08). What is on the disk is what is taken: the page lists
 * it with the time of each file's last save, and asks when something was done after the last one. A
 * program that asks for JSON is not asked.
 */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/hand-in")
public class HandingInResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject HandingIn handingIn;
  @Inject Uploads uploads;
  @Inject Unpacker unpacker;
  @Inject Instance<UnsavedWork> unsaved;

  @PathParam("id")
  PathId id;

  @QueryParam("as")
  @DefaultValue("")
  String as;

  @POST
  @Consumes({MediaType.APPLICATION_FORM_URLENCODED, MediaType.APPLICATION_JSON})
  public Response button(
      @HeaderParam("Accept") @DefaultValue("") String accept, @Context HttpServletRequest sent) {
    Assignment assignment = door.handingIn(id.activity(), visit.viewer());
    boolean json = accept.contains("application/json");
    if (!json && !"yes".equals(sent.getParameter("asked")) && newer(assignment).isPresent()) {
      return Response.status(409).entity(files(assignment).status(409)).build();
    }
    HandedIn handedIn = handingIn.workingCopy(assignment, visit.viewer().person(), role());
    URI receipt = receipt(assignment, handedIn);
    return json
        ? Response.ok(json(handedIn, receipt), MediaType.APPLICATION_JSON_TYPE).build()
        : Response.seeOther(receipt).build();
  }

  @POST
  @Path("archive")
  @Large
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response archive(List<EntityPart> parts, @Context ContainerRequestContext sent)
      throws IOException {
    Instant begun = (Instant) sent.getProperty(LargeFilter.BEGUN);
    Assignment assignment = door.handingIn(id.activity(), visit.viewer(), begun);
    Upload upload =
        SentForm.of(parts, uploads, visit.viewer().person())
            .upload()
            .orElseThrow(() -> new Refusal("assignment.archive-missing", 400));
    try {
      ArchiveFiles files = ArchiveFiles.of(unpacker, upload);
      HandedIn handedIn =
          handingIn.archive(assignment, visit.viewer().person(), role().staff(), files, begun);
      return Response.seeOther(receipt(assignment, handedIn)).build();
    } catch (ArchiveRefused e) {
      throw new Refusal(
          "assignment.archive",
          400,
          Map.of("why", e.reason().name(), "entry", e.entry().orElse("")));
    } finally {
      uploads.drop(upload);
    }
  }

  /** What would be handed in now; also after a reload of what a POST showed. */
  @GET
  public Page files() {
    return files(door.opened(id.activity(), visit.viewer()));
  }

  private Page files(Assignment assignment) {
    List<SavedFile> files = handingIn.now(assignment, visit.viewer().person(), role());
    Optional<UnsavedWork.Newer> newer = newer(assignment);
    return Page.of(
        "assignment/hand-in",
        Map.of(
            "assignment", assignment,
            "files", files,
            "open", door.takesNow(assignment, visit.viewer()),
            "input", newer.map(UnsavedWork.Newer::input),
            "saved", newer.flatMap(UnsavedWork.Newer::saved),
            "missing", missing(assignment, files),
            "query", as.equals("student") ? "?as=student" : ""));
  }

  private static List<String> missing(Assignment assignment, List<SavedFile> files) {
    return assignment.details().files().missing(files.stream().map(SavedFile::path).toList());
  }

  /** What was done in the assignment's environment after the last save. */
  private Optional<UnsavedWork.Newer> newer(Assignment assignment) {
    return assignment
        .details()
        .environment()
        .map(
            environment ->
                new SessionKey(
                    visit.viewer().person(), environment, Optional.of(assignment.id()), role()))
        .flatMap(key -> unsaved.stream().findFirst().flatMap(known -> known.of(key)));
  }

  private URI receipt(Assignment assignment, HandedIn handedIn) {
    String query = as.equals("student") ? "?as=student" : "";
    return visit.path(
        AssignmentTarget.path(assignment) + "/handed-in/" + handedIn.number() + query);
  }

  private static Map<String, Object> json(HandedIn handedIn, URI receipt) {
    return Map.of(
        "number", handedIn.number(),
        "commit", handedIn.commit().name(),
        "received", handedIn.ended().toString(),
        "lateSeconds", handedIn.late().toSeconds(),
        "receipt", receipt.toString());
  }

  private Role role() {
    return ActingAs.role(visit.viewer(), as);
  }
}
