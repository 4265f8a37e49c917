package org.mydocker.lti.grade;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A score as the platform wants it (AGS-05): a decided grade is fully graded; a withdrawn one says
 * that there is none, and only that is ever sent unfinished (AGS-08).
 */
record Score(
    String userId, Optional<Double> points, double maximum, String comment, Instant stamp) {

  private static final int MOST_COMMENT = 4000;
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(ZoneOffset.UTC);

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("userId", userId);
    json.put("timestamp", STAMP.format(stamp));
    if (points.isPresent()) {
      json.put("activityProgress", "Completed");
      json.put("gradingProgress", "FullyGraded");
      json.put("scoreGiven", points.get());
      json.put("scoreMaximum", maximum);
    } else {
      json.put("activityProgress", "Submitted");
      json.put("gradingProgress", "PendingManual");
    }
    if (!comment.isBlank()) {
      json.put("comment", comment.substring(0, Math.min(comment.length(), MOST_COMMENT)));
    }
    return json;
  }
}
