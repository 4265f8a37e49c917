package org.mydocker.emulator.page;

import static org.mydocker.emulator.http.Html.escaped;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.control.Controls;
import org.mydocker.emulator.control.NewActivity;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Site;

/** The course page: its activities, and for teachers the ways to add some. */
final class CoursePages {
  private final Site site;
  private final Campus campus;
  private final Controls controls;

  CoursePages(Site site, Campus campus, Controls controls) {
    this.site = site;
    this.campus = campus;
    this.controls = controls;
  }

  Response course(Request request, Visitor visitor, Words words) {
    StringBuilder body = new StringBuilder();
    body.append("<h1>").append(escaped(campus.course().title())).append("</h1>");
    if (visitor.asStudent()) {
      body.append("<p class=\"notice\">").append(words.say("student.on")).append("</p>");
    }
    notice(request, words)
        .ifPresent(
            text ->
                body.append("<p class=\"notice\" data-testid=\"notice\" role=\"status\">")
                    .append(text)
                    .append("</p>"));
    List<Activity> activities = campus.activities();
    body.append("<ul class=\"cards\">");
    activities.forEach(activity -> body.append(card(activity, visitor, words)));
    body.append("</ul>");
    if (activities.isEmpty()) {
      body.append("<p>").append(words.say("course.none")).append("</p>");
    }
    if (visitor.manages()) {
      body.append(adding(words));
    }
    return Layout.page(
        site, Optional.of(visitor), words, campus.course().title(), false, body.toString());
  }

  Response add(Request request, Visitor visitor, Words words) {
    Map<String, String> custom = new LinkedHashMap<>();
    for (String line : request.value("custom").split("\\R")) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        custom.put(line.substring(0, equals).strip(), line.substring(equals + 1).strip());
      }
    }
    controls.add(
        new NewActivity(
            request.value("tool"),
            request.value("title"),
            null,
            null,
            custom,
            points(request.value("points")),
            null,
            null));
    return Response.seeOther(site.issuer() + "/course");
  }

  Response delete(Request request, Visitor visitor, Words words) {
    campus.removeActivity(request.segment("id"));
    return Response.seeOther(site.issuer() + "/course");
  }

  private static Double points(String text) {
    if (text.isBlank()) {
      return null;
    }
    try {
      return Double.valueOf(text);
    } catch (NumberFormatException e) {
      throw new Refusal(400, "the points are not a number");
    }
  }

  private Optional<String> notice(Request request, Words words) {
    if (request.parameter("cancelled").isPresent()) {
      String message = escaped(request.value("cancelled"));
      return Optional.of(words.say("deeplinking.cancelled") + " " + message);
    }
    String titles =
        List.of(request.value("added").split(",")).stream()
            .flatMap(id -> campus.activity(id).stream())
            .map(Activity::title)
            .collect(Collectors.joining(", "));
    return titles.isEmpty()
        ? Optional.empty()
        : Optional.of(words.say("deeplinking.added", titles));
  }

  private String card(Activity activity, Visitor visitor, Words words) {
    String id = escaped(activity.id());
    String delete =
        visitor.manages()
            ? Layout.button(
                site,
                "delete-activity-" + id,
                "/course/activities/" + id + "/delete",
                words.say("course.delete"))
            : "";
    return """
        <li data-testid="activity-%1$s"><strong>%2$s</strong><br><span class="muted">%3$s</span>
        <div class="actions">
        <a class="button main" data-testid="open-iframe-%1$s" href="%4$s/activity/%1$s">%5$s</a>
        <a class="button" data-testid="open-window-%1$s" target="lti-%6$s" href="%4$s/mod/lti/launch.php?id=%6$s&amp;target=window">%7$s</a>
        %8$s</div></li>
        """
        .formatted(
            id,
            escaped(activity.title()),
            escaped(activity.description()),
            escaped(site.issuer()),
            words.say("course.iframe"),
            escaped(activity.cmid()),
            words.say("course.window"),
            delete);
  }

  private String adding(Words words) {
    List<Tool> tools = campus.tools().stream().filter(Tool::active).toList();
    if (tools.isEmpty()) {
      return "<p>" + words.say("course.notools") + "</p>";
    }
    StringBuilder adding = new StringBuilder("<div class=\"actions\">");
    StringBuilder options = new StringBuilder();
    for (Tool tool : tools) {
      if (tool.deepLinking()) {
        adding.append(
            "<a class=\"button main\" data-testid=\"add-deep-linking-%s\" href=\"%s/deep-linking/%s\">%s</a>"
                .formatted(
                    tool.id(),
                    escaped(site.issuer()),
                    tool.id(),
                    words.say("course.deeplinking", tool.name())));
      }
      options.append("<option value=\"%s\">%s</option>".formatted(tool.id(), escaped(tool.name())));
    }
    adding.append(
        """
        </div><details><summary data-testid="new-activity">%s</summary>
        <form method="post" action="%s/course/activities">
        <label>%s <input name="title" required data-testid="new-activity-title"></label>
        <label>%s <select name="tool" data-testid="new-activity-tool">%s</select></label>
        <label>%s <textarea name="custom" rows="3" data-testid="new-activity-custom"></textarea></label>
        <label>%s <input name="points" inputmode="decimal" data-testid="new-activity-points"></label>
        <button data-testid="new-activity-submit">%s</button></form></details>
        """
            .formatted(
                words.say("course.manual"),
                escaped(site.issuer()),
                words.say("course.title"),
                words.say("course.tool"),
                options,
                words.say("course.custom"),
                words.say("course.points"),
                words.say("course.add")));
    return adding.toString();
  }
}
