package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Scopes;
import org.mydocker.emulator.lti.Site;

/**
 * The line item container: list with Moodle's paging (typographic quotes, {@code &amp;}) and create
 * (lti.md section 2, "AGS media types", "AGS paging", "Standalone items").
 */
final class LineItems {
  static final String CONTAINER = "application/vnd.ims.lis.v2.lineitemcontainer+json";
  static final String ITEM = "application/vnd.ims.lis.v2.lineitem+json";

  private final Desk desk;

  LineItems(Desk desk) {
    this.desk = desk;
  }

  Response list(Request request) {
    return desk.in(
        CONTAINER,
        request,
        () -> {
          desk.accepts(request, false, List.of(CONTAINER));
          Tool tool = caller(request, Scopes.LINEITEM, Scopes.LINEITEM_READONLY);
          List<LineItem> found =
              desk.campus().lineItems().stream()
                  .filter(item -> item.toolId().equals(tool.id()))
                  .filter(item -> fits(request, "resource_id", item.resourceId()))
                  .filter(item -> fits(request, "tag", item.tag()))
                  .filter(item -> fits(request, "resource_link_id", item.activityId()))
                  .toList();
          return page(request, found);
        });
  }

  Response create(Request request) {
    return desk.in(
        ITEM,
        request,
        () -> {
          desk.contentType(request, ITEM);
          Tool tool = caller(request, Scopes.LINEITEM);
          Campus campus = desk.campus();
          ObjectNode body = Desk.body(request);
          String link = body.path("resourceLinkId").asText(body.path("ltiLinkId").asText(""));
          if (!link.isEmpty() && campus.activity(link).filter(of(tool)).isEmpty()) {
            throw new ServiceRefused(400, "");
          }
          LineItem item =
              new LineItem(
                  campus.nextId("lineitem"),
                  tool.id(),
                  link,
                  true,
                  label(body),
                  scoreMaximum(body),
                  body.path("resourceId").asText(""),
                  body.path("tag").asText(""),
                  LineItemJson.review(body));
          campus.put(item);
          body.put("id", site().lineItem(campus.course().id(), item.id(), tool.id()));
          body.set("scoreMaximum", Json.number(item.scoreMaximum()));
          return Response.of(201, ITEM + "; charset=utf-8", Json.text(body));
        });
  }

  static String label(JsonNode body) {
    String label = body.path("label").asText("").strip();
    if (label.isEmpty()) {
      throw new ServiceRefused(400, "");
    }
    return label;
  }

  static double scoreMaximum(JsonNode body) {
    double maximum = body.path("scoreMaximum").asDouble(0);
    if (!(maximum > 0) || Double.isInfinite(maximum)) {
      throw new ServiceRefused(400, "");
    }
    return maximum;
  }

  private Tool caller(Request request, String... scopes) {
    return desk.caller(request, request.segment("course"), request.value("type_id"), scopes);
  }

  private static java.util.function.Predicate<Activity> of(Tool tool) {
    return activity -> activity.toolId().equals(tool.id());
  }

  private static boolean fits(Request request, String filter, String value) {
    String wanted = request.query().getOrDefault(filter, "");
    return wanted.isEmpty() || wanted.equals(value);
  }

  private Response page(Request request, List<LineItem> all) {
    int limit = Desk.number(request, "limit");
    int from = Desk.number(request, "from");
    List<LineItem> shown =
        limit == 0
            ? all
            : all.subList(Math.min(from, all.size()), Math.min(from + limit, all.size()));
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    shown.forEach(item -> list.add(LineItemJson.of(site(), request.segment("course"), item)));
    Response response = Response.of(200, CONTAINER + "; charset=utf-8", Json.php(list));
    return limit == 0 ? response : response.with("Link", links(request, limit, from, all.size()));
  }

  /** The arithmetic of "last" is Moodle's, one too far. */
  private String links(Request request, int limit, int from, int total) {
    List<String> links = new ArrayList<>();
    links.add(link(request, limit, 0, "first"));
    if (from > 0) {
      links.add(link(request, limit, Math.max(0, from - limit), "prev"));
    }
    links.add(link(request, limit, from, "canonical"));
    if (from + limit < total) {
      links.add(link(request, limit, from + limit, "next"));
    }
    links.add(link(request, limit, Math.max(0, total - limit + 1), "last"));
    return String.join(", ", links);
  }

  private String link(Request request, int limit, int from, String relation) {
    StringBuilder url =
        new StringBuilder(site().lineItems(request.segment("course"), request.value("type_id")));
    for (Map.Entry<String, String> parameter : request.query().entrySet()) {
      if (List.of("resource_id", "tag", "resource_link_id").contains(parameter.getKey())) {
        url.append('&').append(parameter.getKey()).append('=').append(parameter.getValue());
      }
    }
    url.append("&limit=").append(limit).append("&from=").append(from);
    return "<" + url.toString().replace("&", "&amp;") + ">; rel=\u201c" + relation + "\u201d";
  }

  private Site site() {
    return desk.site();
  }
}
