package org.mydocker.emulator.service;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mydocker.emulator.campus.LineItem;
import org.mydocker.emulator.http.Json;
import org.mydocker.emulator.lti.Site;

/** A line item as Moodle lists it: without the dates, with the link where it is coupled. */
final class LineItemJson {
  private LineItemJson() {}

  static ObjectNode of(Site site, String course, LineItem item) {
    ObjectNode json = Json.object();
    json.put("id", site.lineItem(course, item.id(), item.toolId()));
    json.put("label", item.label());
    json.set("scoreMaximum", Json.number(item.scoreMaximum()));
    json.put("resourceId", item.resourceId()).put("tag", item.tag());
    if (!item.activityId().isEmpty()) {
      json.put("resourceLinkId", item.activityId()).put("ltiLinkId", item.activityId());
    }
    if (!item.review().isEmpty()) {
      json.set("submissionReview", Json.of(item.review()));
    }
    return json;
  }

  static Map<String, Object> review(ObjectNode json) {
    Map<String, Object> kept = new LinkedHashMap<>();
    json.path("submissionReview")
        .properties()
        .forEach(field -> kept.put(field.getKey(), field.getValue()));
    return kept;
  }
}
