package org.mydocker.assignment.pages;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.assignment.catalogue.Assignment;
import org.mydocker.assignment.catalogue.Creating;
import org.mydocker.assignment.catalogue.Details;
import org.mydocker.assignment.grading.AssignmentTarget;
import org.mydocker.assignment.handout.Finding;
import org.mydocker.assignment.material.MaterialChoice;
import org.mydocker.assignment.material.UnusableMaterial;
import org.mydocker.assignment.material.Uploads;
import org.mydocker.kernel.launch.DeepLinking;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.problem.Refusal;

/** A teacher makes an assignment, in the course or on the way of deep linking. */
@Path("v/{visit}/assignments/new")
public class CreatingResource {

  @Inject Visit visit;
  @Inject Creating creating;
  @Inject AssignmentForms forms;
  @Inject Uploads uploads;
  @Inject DeepLinking deepLinking;

  @QueryParam("deep_linking")
  @DefaultValue("")
  String deepLinkingId;

  @GET
  public Page form(@QueryParam("copy") @DefaultValue("") String copy) {
    creating.course(visit.viewer());
    requireAsked();
    AssignmentForm form =
        copy.isEmpty()
            ? AssignmentForm.blank(forms.usual(visit.viewer()))
            : forms.copied(new PathId(copy).activity(), visit.viewer());
    return page(form, List.of());
  }

  @POST
  @Large
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  public Response create(List<EntityPart> parts) throws IOException {
    creating.course(visit.viewer());
    requireAsked();
    SentForm sent = SentForm.of(parts, uploads, visit.viewer().person());
    AssignmentForm form = AssignmentForm.sent(sent.values());
    Optional<Details> details = form.details(forms.choosable(visit.viewer()));
    Optional<MaterialChoice> material = forms.material(sent, form, visit.viewer());
    if (details.isEmpty() || material.isEmpty()) {
      return shown(page(form, List.of()));
    }
    try {
      Creating.Created created =
          creating.create(
              visit.viewer(), details.get(), material.get(), AssignmentForms.consent(form));
      sent.upload().ifPresent(uploads::drop);
      return answer(created, form);
    } catch (UnusableMaterial e) {
      return shown(page(AssignmentForms.unusable(form, e), AssignmentForms.findings(e)));
    }
  }

  private Response answer(Creating.Created created, AssignmentForm form) {
    Assignment assignment = created.assignment();
    String next = form.is("material", "push") ? "/versions?said=created" : "?said=created";
    if (deepLinkingId.isEmpty()) {
      String path = AssignmentTarget.path(assignment) + next;
      return Response.seeOther(visit.path(path)).build();
    }
    return shown(
        deepLinking.answer(asked(), visit.viewer(), List.of(AssignmentTarget.item(assignment))));
  }

  /** Nothing is made for a request that would not take the answer. */
  private void requireAsked() {
    if (!deepLinkingId.isEmpty()) {
      deepLinking.requireOpen(asked(), visit.viewer());
    }
  }

  private DeepLinkingId asked() {
    try {
      return DeepLinkingId.of(deepLinkingId);
    } catch (IllegalArgumentException e) {
      throw new Refusal("assignment.form", 400);
    }
  }

  private Page page(AssignmentForm form, List<Finding> findings) {
    return forms.page(
        "assignment/new",
        form,
        visit.viewer(),
        Map.of(
            "deepLinking",
            deepLinkingId,
            "findings",
            findings,
            "copyable",
            forms.copyable(visit.viewer())));
  }

  private static Response shown(Page page) {
    return Response.status(page.status()).entity(page).build();
  }
}
