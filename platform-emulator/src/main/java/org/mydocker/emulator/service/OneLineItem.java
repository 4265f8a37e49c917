package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Scopes;

/**
 * One line item: read, replace, delete. A coupled one that the LMS made cannot be deleted (403).
 */
final class OneLineItem {
  private final Desk desk;

  OneLineItem(Desk desk) {
    this.desk = desk;
  }

  Response read(Request request) {
    return desk.in(
        LineItems.ITEM,
        request,
        () -> {
          desk.accepts(request, true, List.of(LineItems.ITEM));
          LineItem item =
              desk.lineItem(request, caller(request, Scopes.LINEITEM, Scopes.LINEITEM_READONLY));
          ObjectNode json = LineItemJson.of(desk.site(), request.segment("course"), item);
          return Response.of(200, LineItems.ITEM + "; charset=utf-8", Json.php(json));
        });
  }

  Response replace(Request request) {
    return desk.in(
        LineItems.ITEM,
        request,
        () -> {
          desk.contentType(request, LineItems.ITEM);
          LineItem old = desk.lineItem(request, caller(request, Scopes.LINEITEM));
          ObjectNode body = Desk.body(request);
          String link = body.path("resourceLinkId").asText(old.activityId());
          if (!link.equals(old.activityId())) {
            throw new ServiceRefused(400, "");
          }
          LineItem item =
              new LineItem(
                  old.id(),
                  old.toolId(),
                  old.activityId(),
                  old.own(),
                  LineItems.label(body),
                  LineItems.scoreMaximum(body),
                  body.path("resourceId").asText(""),
                  body.path("tag").asText(""),
                  body.has("submissionReview") ? LineItemJson.review(body) : old.review());
          desk.campus().put(item);
          body.put("id", desk.site().lineItem(request.segment("course"), item.id(), item.toolId()));
          return Response.of(200, LineItems.ITEM + "; charset=utf-8", Json.text(body));
        });
  }

  Response delete(Request request) {
    return desk.in(
        LineItems.ITEM,
        request,
        () -> {
          LineItem item = desk.lineItem(request, caller(request, Scopes.LINEITEM));
          if (!item.own()) {
            throw new ServiceRefused(403, "Forbidden");
          }
          desk.campus().removeLineItem(item.id());
          return Response.of(204, "text/html; charset=utf-8", "");
        });
  }

  private Tool caller(Request request, String... scopes) {
    return desk.caller(request, request.segment("course"), request.value("type_id"), scopes);
  }
}
