package org.mydocker.lti.deeplink;

import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mydocker.kernel.launch.Choice;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.DeepLinking;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.launch.LaunchTarget;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;

/**
 * The picker: what all modules offer, each a click (DL-02, DL-13). The browser sends back which
 * lines were chosen and nothing else; they are looked up anew.
 */
@Path("v/{visit}/deeplink/{id}")
@Produces(MediaType.TEXT_HTML)
public class DeepLinkingResource {

  private final DeepLinkingRequests requests;
  private final LaunchTargets targets;
  private final DeepLinking deepLinking;
  private final Visit visit;

  @Inject
  public DeepLinkingResource(
      DeepLinkingRequests requests, LaunchTargets targets, DeepLinking deepLinking, Visit visit) {
    this.requests = requests;
    this.targets = targets;
    this.deepLinking = deepLinking;
    this.visit = visit;
  }

  @GET
  public Page choices(@PathParam("id") String id) {
    DeepLinkingId request = parsed(id);
    requests.open(request, visit.viewer(), visit.id());
    List<Map<String, String>> existing = new ArrayList<>();
    List<Map<String, String>> fresh = new ArrayList<>();
    for (LaunchTarget target : targets.all()) {
      for (Choice choice : target.choices(visit.viewer())) {
        if (choice instanceof Choice.Existing line) {
          existing.add(
              Map.of(
                  "target", line.item().target(),
                  "item", line.item().id(),
                  "title", line.item().title(),
                  "description", line.description()));
        } else if (choice instanceof Choice.New page) {
          fresh.add(Map.of("labelKey", page.labelKey(), "address", address(page, request)));
        }
      }
    }
    return Page.of(
        "lti/deeplink-choices",
        Map.of(
            "existing", existing,
            "fresh", fresh,
            "path", visit.path("deeplink/" + request).toString()));
  }

  @POST
  @Path("pick")
  public Page pick(
      @PathParam("id") String id,
      @FormParam("target") @DefaultValue("") String target,
      @FormParam("item") List<String> items) {
    List<ContentItem> picked =
        targets.find(target).stream()
            .flatMap(t -> t.choices(visit.viewer()).stream())
            .filter(Choice.Existing.class::isInstance)
            .map(choice -> ((Choice.Existing) choice).item())
            .filter(offered -> items.contains(offered.id()))
            .toList();
    if (picked.isEmpty()) {
      throw new DeepLinkingRefused(DeepLinkingRefused.Reason.UNKNOWN);
    }
    return deepLinking.answer(parsed(id), visit.viewer(), picked);
  }

  @POST
  @Path("cancel")
  public Page cancel(@PathParam("id") String id) {
    return deepLinking.answer(parsed(id), visit.viewer(), List.of());
  }

  private String address(Choice.New page, DeepLinkingId request) {
    String joint = page.path().contains("?") ? "&" : "?";
    return visit.path(page.path()) + joint + "deep_linking=" + request;
  }

  private static DeepLinkingId parsed(String id) {
    try {
      return DeepLinkingId.of(id);
    } catch (IllegalArgumentException e) {
      throw (DeepLinkingRefused)
          new DeepLinkingRefused(DeepLinkingRefused.Reason.UNKNOWN).initCause(e);
    }
  }
}
