package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.mydocker.emulator.campus.Grade;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Scopes;

/**
 * Gives results out. A grade that was erased has id and userId only; asking for pages ends in
 * Moodle's internal error (lti.md AGS-12).
 */
final class Results {
  private static final String CONTAINER = "application/vnd.ims.lis.v2.resultcontainer+json";
  private static final DateTimeFormatter PHP_C =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

  private final Desk desk;

  Results(Desk desk) {
    this.desk = desk;
  }

  Response list(Request request) {
    return desk.in(
        CONTAINER,
        request,
        () -> {
          desk.accepts(request, true, List.of(CONTAINER));
          Tool tool =
              desk.caller(
                  request, request.segment("course"), request.value("type_id"), Scopes.RESULT);
          LineItem item = desk.lineItem(request, tool);
          if (Desk.number(request, "limit") > 0) {
            return Response.of(500, "text/html; charset=utf-8", "");
          }
          String user = request.query().getOrDefault("user_id", "");
          ArrayNode results = JsonNodeFactory.instance.arrayNode();
          desk.campus().grades().stream()
              .filter(grade -> grade.lineItemId().equals(item.id()))
              .filter(grade -> user.isEmpty() || grade.userId().equals(user))
              .forEach(grade -> results.add(result(item, grade)));
          return Response.of(200, CONTAINER + "; charset=utf-8", Json.php(results));
        });
  }

  private ObjectNode result(LineItem item, Grade grade) {
    String url = desk.site().lineItem(desk.campus().course().id(), item.id(), item.toolId());
    ObjectNode result = Json.object();
    result.put(
        "id", url.replace("/lineitem?", "/lineitem/results?") + "&user_id=" + grade.userId());
    result.put("userId", grade.userId());
    if (grade.score() != null) {
      result.set("resultScore", Json.number(grade.score()));
      result.set("resultMaximum", Json.number(item.scoreMaximum()));
      if (!grade.comment().isEmpty()) {
        result.put("comment", grade.comment());
      }
      result.put("scoreOf", url);
      result.put("timestamp", PHP_C.format(Instant.ofEpochSecond(grade.at())));
    }
    return result;
  }
}
