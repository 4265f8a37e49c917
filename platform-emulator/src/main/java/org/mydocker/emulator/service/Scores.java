package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.mydocker.emulator.campus.Grade;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Person;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Request;
import org.mydocker.emulator.http.Response;
import org.mydocker.emulator.lti.Scopes;

/**
 * Takes scores in (lti.md section 2, "AGS score"): 400 for who is not gradable or what is not
 * whole, 409 for the same second or an earlier one, rescaled and clipped to the column's maximum;
 * whatever is not FullyGraded erases the grade. Success is 200 with an empty body.
 */
final class Scores {
  static final String MEDIA_TYPE = "application/vnd.ims.lis.v1.score+json";

  private final Desk desk;

  Scores(Desk desk) {
    this.desk = desk;
  }

  Response take(Request request) {
    return desk.in(
        MEDIA_TYPE,
        request,
        () -> {
          desk.contentType(request, MEDIA_TYPE);
          Tool tool =
              desk.caller(
                  request, request.segment("course"), request.value("type_id"), Scopes.SCORE);
          LineItem item = desk.lineItem(request, tool);
          if (!desk.campus().putIfLater(grade(item, Desk.body(request)))) {
            throw new ServiceRefused(409, "");
          }
          return Response.of(200, MEDIA_TYPE + "; charset=utf-8", "");
        });
  }

  private Grade grade(LineItem item, ObjectNode score) {
    String user = text(score, "userId");
    require(desk.campus().person(user).filter(Person::gradable).isPresent());
    String grading = text(score, "gradingProgress");
    Double points = points(item, score);
    return new Grade(
        item.id(),
        user,
        grading.equals("FullyGraded") ? points : null,
        score.path("comment").asText(""),
        text(score, "activityProgress"),
        grading,
        second(text(score, "timestamp")));
  }

  private static Double points(LineItem item, ObjectNode score) {
    JsonNode given = score.path("scoreGiven");
    if (given.isMissingNode() || given.isNull()) {
      return null;
    }
    JsonNode maximum = score.path("scoreMaximum");
    require(isNumber(given) && isNumber(maximum) && maximum.asDouble() > 0);
    double scaled = given.asDouble() * item.scoreMaximum() / maximum.asDouble();
    return Math.max(0, Math.min(item.scoreMaximum(), scaled));
  }

  private static long second(String timestamp) {
    try {
      return OffsetDateTime.parse(timestamp).toEpochSecond();
    } catch (DateTimeParseException e) {
      throw new ServiceRefused(400, "");
    }
  }

  private static String text(ObjectNode score, String name) {
    String text = score.path(name).asText("");
    require(!text.isEmpty());
    return text;
  }

  private static boolean isNumber(JsonNode node) {
    return node.isNumber() || (node.isTextual() && node.asText().matches("-?\\d+(\\.\\d+)?"));
  }

  private static void require(boolean fine) {
    if (!fine) {
      throw new ServiceRefused(400, "");
    }
  }
}
