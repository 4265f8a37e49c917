package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Html;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.DeepLinkingReturn;
import org.mydocker.emulator.lti.Launches;
import org.mydocker.emulator.lti.Site;
import org.mydocker.emulator.lti.Target;

/** Pages with a tool in a frame, what the frame loads first, and where the tool sends back to. */
final class LaunchPages {
  private final Site site;
  private final Campus campus;
  private final Launches launches;
  private final DeepLinkingReturn deepLinkingReturn;

  LaunchPages(Site site, Campus campus, Launches launches, DeepLinkingReturn deepLinkingReturn) {
    this.site = site;
    this.campus = campus;
    this.launches = launches;
    this.deepLinkingReturn = deepLinkingReturn;
  }

  /** The activity in a frame; with {@code user} the review of that person's work. */
  Response activity(Request request, Visitor visitor, Words words) {
    Activity activity =
        campus
            .activity(request.segment("id"))
            .orElseThrow(() -> new Refusal(404, "there is no such activity"));
    String review =
        request
            .parameter("user")
            .map(user -> "&action=gradeReport&user=" + encoded(user))
            .orElse("");
    String source = site.issuer() + "/mod/lti/launch.php?id=" + activity.cmid() + review;
    StorageOffer storage = StorageOffer.of(request);
    return Layout.page(
        site,
        Optional.of(visitor),
        words,
        activity.title(),
        true,
        storage.beside(site)
            + Layout.frame(
                "tool-frame",
                activity.title(),
                source + storage.query(),
                origin(tool(activity.toolId()))));
  }

  Response selectContent(Request request, Visitor visitor, Words words) {
    Tool tool = tool(request.segment("tool"));
    String source = site.issuer() + "/mod/lti/contentitem.php?id=" + tool.id();
    return Layout.page(
        site,
        Optional.of(visitor),
        words,
        words.say("deeplinking.title"),
        true,
        Layout.frame("tool-frame", words.say("deeplinking.title"), source, origin(tool)));
  }

  /** As Moodle: whoever may see the activity has the review message of anybody (lti.md SR-01). */
  Response launch(Request request, Visitor visitor, Words words) {
    Activity activity =
        campus.activities().stream()
            .filter(each -> each.cmid().equals(request.value("id")))
            .findFirst()
            .orElseThrow(() -> new Refusal(404, "there is no such activity"));
    Tool tool = tool(activity.toolId());
    Target target = target(request.value("target"));
    boolean review = request.value("action").equals("gradeReport");
    Launches.Initiation initiation =
        review
            ? launches.submissionReview(
                visitor.person(), tool, activity, target, request.value("user"))
            : launches.resourceLink(visitor.person(), visitor.asStudent(), tool, activity, target);
    StorageOffer.of(request).addTo(initiation.fields());
    return posting(initiation);
  }

  /** The frame that keeps what tools ask it to. */
  Response storage(Request request) {
    return StorageOffer.of(request).frame();
  }

  Response contentItem(Request request, Visitor visitor, Words words) {
    return posting(
        launches.deepLinking(visitor.person(), visitor.asStudent(), tool(request.value("id"))));
  }

  /** Posted by the tool in the frame, without our cookie: tells the page around it what came. */
  Response contentItemReturn(Request request) {
    DeepLinkingReturn.Outcome outcome = deepLinkingReturn.accept(request);
    Words words = Words.in(request.header("accept-language"));
    String message = outcome.error().isEmpty() ? outcome.message() : outcome.error();
    if (!outcome.log().isEmpty()) {
      System.getLogger(LaunchPages.class.getName())
          .log(System.Logger.Level.WARNING, "the tool says for the log: {0}", outcome.log());
    }
    String query =
        outcome.added().isEmpty()
            ? "cancelled=" + encoded(message)
            : "added="
                + outcome.added().stream().map(Activity::id).collect(Collectors.joining(","));
    String next = site.issuer() + "/course?" + query;
    return Layout.bare(
        words,
        words.say("deeplinking.title"),
        """
        <main><p><a data-testid="deep-linking-done" target="_top" href="%s">%s</a></p></main>
        <script>window.parent.location.assign(%s);</script>
        """
            .formatted(
                escaped(next), words.say("nav.course"), Json.text(next).replace("<", "\\u003c")));
  }

  Response back(Request request) {
    return Response.seeOther(site.issuer() + "/course");
  }

  private static Response posting(Launches.Initiation initiation) {
    return Html.selfPosting(initiation.action(), initiation.fields());
  }

  private Tool tool(String id) {
    return campus.tool(id).orElseThrow(() -> new Refusal(404, "the tool is not there any more"));
  }

  private static Target target(String name) {
    for (Target target : Target.values()) {
      if (target.name().toLowerCase(Locale.ROOT).equals(name)) {
        return target;
      }
    }
    return Target.IFRAME;
  }

  private static String origin(Tool tool) {
    URI uri = URI.create(tool.toolUrl());
    return uri.getScheme() + "://" + uri.getRawAuthority();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
