package org.mydocker.emulator.lti;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.mydocker.emulator.campus.Activity;
import org.mydocker.emulator.campus.Campus;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.campus.Tool;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.http.Refusal;
import org.mydocker.emulator.http.Request;

/**
 * Where a tool's deep linking response arrives (lti.md section 2, "Deep linking response", "DL
 * fields used"): proves signature, issuer and time, then makes an activity of each item and a
 * coupled column of each lineItem. Moodle proves neither audience nor nonce, nor do we.
 */
public final class DeepLinkingReturn {
  private static final String DL = "https://purl.imsglobal.org/spec/lti-dl/claim/";

  /** What came of it: no activities means that the teacher cancelled, or that it failed. */
  public record Outcome(List<Activity> added, String message, String error, String log) {}

  private final Campus campus;
  private final SessionKeys sessionKeys;
  private final ToolKeys toolKeys;

  public DeepLinkingReturn(Campus campus, SessionKeys sessionKeys, ToolKeys toolKeys) {
    this.campus = campus;
    this.sessionKeys = sessionKeys;
    this.toolKeys = toolKeys;
  }

  public Outcome accept(Request request) {
    if (sessionKeys.owner(request.value("sesskey")).isEmpty()) {
      throw new Refusal(403, "invalidsesskey");
    }
    Tool tool =
        campus
            .tool(request.value("id"))
            .orElseThrow(() -> new Refusal(404, "there is no such tool"));
    JwtClaims claims;
    try {
      claims = toolKeys.verified(tool, request.value("JWT"));
    } catch (ToolKeys.NotVerified e) {
      throw new Refusal(400, "the tool's answer is refused: " + e.getMessage());
    }
    if (!tool.clientId().equals(claims.getClaimValue("iss"))) {
      throw new Refusal(400, "the tool's answer is refused: iss is not its client id");
    }
    JsonNode payload = Json.read(claims.getRawJson());
    if (!payload.path(DL + "content_items").isArray()) {
      throw new Refusal(400, "the tool's answer is refused: no content_items");
    }
    List<Activity> added = new ArrayList<>();
    for (JsonNode item : payload.path(DL + "content_items")) {
      added.add(add(tool, item));
    }
    return new Outcome(
        added,
        payload.path(DL + "msg").asText(""),
        payload.path(DL + "errormsg").asText(""),
        payload.path(DL + "errorlog").asText(""));
  }

  private Activity add(Tool tool, JsonNode item) {
    Map<String, String> custom = new LinkedHashMap<>();
    item.path("custom")
        .properties()
        .forEach(field -> custom.put(field.getKey(), field.getValue().asText()));
    Activity activity =
        new Activity(
            campus.nextId("activity"),
            campus.nextId("cm"),
            tool.id(),
            item.path("title").asText(tool.name()),
            item.path("text").asText(item.path("html").asText("")),
            item.path("url").asText(""),
            CustomParameters.lines(custom),
            List.of());
    campus.put(activity);
    JsonNode column = item.path("lineItem");
    if (column.isObject() && tool.scopes().contains(Scopes.SCORE)) {
      campus.put(
          new LineItem(
              campus.nextId("lineitem"),
              tool.id(),
              activity.id(),
              false,
              activity.title(),
              // Moodle keeps points as whole numbers.
              Math.max(1, column.path("scoreMaximum").asInt(100)),
              column.path("resourceId").asText(""),
              column.path("tag").asText(""),
              review(column.path("submissionReview"))));
    }
    return activity;
  }

  private static Map<String, Object> review(JsonNode review) {
    Map<String, Object> kept = new LinkedHashMap<>();
    review.properties().forEach(field -> kept.put(field.getKey(), field.getValue()));
    return kept;
  }
}
