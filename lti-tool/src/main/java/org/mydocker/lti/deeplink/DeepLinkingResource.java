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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.mydocker.kernel.access.Access;
import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.launch.Choice;
import org.mydocker.kernel.launch.ContentItem;
import org.mydocker.kernel.launch.DeepLinking;
import org.mydocker.kernel.launch.DeepLinkingId;
import org.mydocker.kernel.launch.LaunchTarget;
import org.mydocker.kernel.page.Page;
import org.mydocker.kernel.page.Visit;
import org.mydocker.kernel.people.CourseId;

/**
 * The picker: what all modules offer, each a click, or several ticked where the platform takes
 * several (DL-02, DL-07, DL-13). The browser sends back which lines were chosen and how they open;
 * all else is looked up anew.
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
    return choices(parsed(id), "");
  }

  private Page choices(DeepLinkingId request, String said) {
    DeepLinkingRow row = requests.open(request, visit.viewer(), visit.id());
    requireChoice();
    Acceptance accepts = row.accepts();
    Map<String, Object> model = new HashMap<>();
    model.put("path", visit.path("deeplink/" + request).toString());
    if (!accepts.takesResourceLinks()) {
      return Page.of("lti/deeplink-nothing", model);
    }
    List<Map<String, String>> existing = new ArrayList<>();
    List<Map<String, String>> fresh = new ArrayList<>();
    for (LaunchTarget target : targets.all()) {
      for (Choice choice : target.choices(visit.viewer())) {
        if (choice instanceof Choice.Existing line) {
          existing.add(
              Map.of(
                  "item", name(line.item()),
                  "title", line.item().title(),
                  "description", line.description()));
        } else if (choice instanceof Choice.New page) {
          fresh.add(Map.of("labelKey", page.labelKey(), "address", address(page, request)));
        }
      }
    }
    model.put("existing", existing);
    model.put("fresh", fresh);
    model.put("several", accepts.several() && existing.size() > 1);
    model.put("shown", shown(accepts));
    model.put("autoCreate", row.autoCreate);
    model.put("said", said);
    return Page.of("lti/deeplink-choices", model).status(said.isEmpty() ? 200 : 400);
  }

  /** Asked again at each page: a teacher may have become less since the launch (WHO-01). */
  private void requireChoice() {
    CourseId course =
        visit
            .viewer()
            .course()
            .orElseThrow(() -> new DeepLinkingRefused(DeepLinkingRefused.Reason.NOT_YOURS));
    Access.require(
        visit.viewer(), Act.CHOOSE_CONTENT, Subject.ofCourse("course", course.toString(), course));
  }

  /** What may be said of where it opens; nothing where there is no choice. */
  private static List<String> shown(Acceptance accepts) {
    return Stream.of(Acceptance.IFRAME, Acceptance.WINDOW)
        .filter(target -> accepts.targets().contains(target))
        .toList();
  }

  /**
   * @param only the line whose button was pressed
   * @param items the lines that are ticked
   * @param shown where it opens: {@code iframe}, {@code window}, or as the platform decides
   */
  @POST
  @Path("pick")
  public Page pick(
      @PathParam("id") String id,
      @FormParam("only") @DefaultValue("") String only,
      @FormParam("item") List<String> items,
      @FormParam("shown") @DefaultValue("") String shown) {
    requireChoice();
    List<String> wanted = only.isEmpty() ? items : List.of(only);
    if (wanted.isEmpty()) {
      return choices(parsed(id), "lti.deeplink.ticked-none");
    }
    List<ContentItem> picked =
        targets.all().stream()
            .flatMap(t -> t.choices(visit.viewer()).stream())
            .filter(Choice.Existing.class::isInstance)
            .map(choice -> ((Choice.Existing) choice).item())
            .filter(offered -> wanted.contains(name(offered)))
            .map(offered -> (ContentItem) offered.looking(look(shown)))
            .toList();
    if (picked.isEmpty()) {
      throw new DeepLinkingRefused(DeepLinkingRefused.Reason.UNKNOWN);
    }
    return deepLinking.answer(parsed(id), visit.viewer(), picked);
  }

  /** One name for one line of all modules. */
  private static String name(ContentItem.ResourceLink item) {
    return item.target() + "/" + item.id();
  }

  private static ContentItem.Look look(String shown) {
    ContentItem.Look usual = ContentItem.Look.USUAL;
    return switch (shown) {
      case Acceptance.WINDOW ->
          new ContentItem.Look(
              usual.icon(),
              usual.thumbnail(),
              Optional.of(new ContentItem.Window("_blank", 0, 0, "")),
              Optional.empty());
      case Acceptance.IFRAME ->
          new ContentItem.Look(
              usual.icon(),
              usual.thumbnail(),
              Optional.empty(),
              Optional.of(new ContentItem.Frame(0, 0)));
      default -> usual;
    };
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
