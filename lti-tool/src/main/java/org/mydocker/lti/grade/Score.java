package org.mydocker.lti.grade;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A score as the platform wants it (AGS-05): a decided grade is fully graded; a withdrawn one says
 * that there is none, and only that is ever sent unfinished (AGS-08).
 */
record Score(
    String userId, Optional<Double> points, double maximum, String comment, Instant stamp) {

  private static final int MOST_COMMENT = 4000;
  private static final Pattern MARKUP = Pattern.compile("<(?=[A-Za-z/!?])");
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
    plain().ifPresent(text -> json.put("comment", text));
    return json;
  }

  /**
   * The grader's words and nothing else, as plain text (AGS-16): lines stay, other control
   * characters go, and what a platform might take for markup begins with a quote of that shape.
   */
  private Optional<String> plain() {
    StringBuilder kept = new StringBuilder();
    MARKUP
        .matcher(comment.replace("\r\n", "\n"))
        .replaceAll("\u2039")
        .codePoints()
        .filter(c -> c == '\n' || c == '\t' || Character.getType(c) != Character.CONTROL)
        .takeWhile(c -> kept.length() + Character.charCount(c) <= MOST_COMMENT)
        .forEach(kept::appendCodePoint);
    return Optional.of(kept.toString().strip()).filter(text -> !text.isEmpty());
  }
}
