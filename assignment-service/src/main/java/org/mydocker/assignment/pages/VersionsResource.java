package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.AssignmentDoor;
import org.mydocker.assignment.git.GitTokens;
import org.mydocker.assignment.git.HostedMaterial;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.handout.Finding;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.assignment.material.PublishingMaterial;
import org.mydocker.assignment.material.UnusableMaterial;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.assignment.material.Versions;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.settings.SiteSettings;

/** The versions of an assignment's material, and the form that publishes the next one (ACT-02). */
@Path("v/{visit}/assignments/{id: [0-9a-f-]{36}}/versions")
public class VersionsResource {

  @Inject Visit visit;
  @Inject AssignmentDoor door;
  @Inject Versions versions;
  @Inject PublishingMaterial publishing;
  @Inject AssignmentForms forms;
  @Inject Uploads uploads;
  @Inject GitTokens tokens;
  @Inject SiteSettings site;

  @PathParam("id")
  PathId id;

  @QueryParam("said")
  @DefaultValue("")
  String said;

  @GET
  public Page list() {
    return page(assignment(), AssignmentForm.blank(), List.of());
  }

  @POST
  @Large
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response publish(List<EntityPart> parts) throws IOException {
    Assignment assignment = assignment();
    SentForm sent = SentForm.of(parts, uploads, visit.viewer().person());
    AssignmentForm form = AssignmentForm.sent(sent.values());
    Optional<MaterialChoice> choice = forms.material(sent, form, visit.viewer());
    if (choice.isEmpty()) {
      return shown(page(assignment, form, List.of()));
    }
    try {
      Optional<PublishingMaterial.Made> made =
          publishing.make(assignment.material(), choice.get(), AssignmentForms.consent(form));
      made.ifPresent(
          version -> publishing.record(assignment.id(), version, visit.viewer().person()));
      sent.upload().ifPresent(uploads::drop);
      boolean fresh = made.filter(version -> version.published().fresh()).isPresent();
      String path =
          AssignmentTarget.path(assignment)
              + "/versions?said="
              + (fresh ? "published" : "unchanged");
      return Response.seeOther(visit.path(path)).build();
    } catch (UnusableMaterial e) {
      return shown(
          page(assignment, AssignmentForms.unusable(form, e), AssignmentForms.findings(e)));
    }
  }

  @POST
  @Path("token")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Page token() {
    Assignment assignment = assignment();
    String token = tokens.makeForMaterial(assignment.id(), visit.viewer().person());
    return page(assignment, AssignmentForm.blank(), List.of(), Optional.of(token));
  }

  @POST
  @Path("token/revoke")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response revoke() {
    Assignment assignment = assignment();
    tokens.revokeForMaterial(assignment.id(), visit.viewer().person());
    return Response.seeOther(visit.path(AssignmentTarget.path(assignment) + "/versions")).build();
  }

  private Assignment assignment() {
    return door.editing(id.activity(), visit.viewer());
  }

  private Page page(Assignment assignment, AssignmentForm form, List<Finding> findings) {
    return page(assignment, form, findings, Optional.empty());
  }

  private Page page(
      Assignment assignment, AssignmentForm form, List<Finding> findings, Optional<String> token) {
    return forms.page(
        "assignment/versions",
        form,
        visit.viewer(),
        Map.of(
            "assignment",
            assignment,
            "versions",
            versions.of(assignment.id()),
            "findings",
            findings,
            "copyable",
            forms.copyable(visit.viewer()).stream()
                .filter(one -> !one.id().equals(assignment.id()))
                .toList(),
            "token",
            token,
            "tokenEnds",
            tokens.aliveForMaterial(assignment.id(), visit.viewer().person()),
            "pushUrl",
            site.url("/git/" + HostedMaterial.name(assignment)).toString(),
            "said",
            said.matches("published|unchanged|created") ? said : ""));
  }

  private static Response shown(Page page) {
    return Response.status(page.status()).entity(page).build();
  }
}
