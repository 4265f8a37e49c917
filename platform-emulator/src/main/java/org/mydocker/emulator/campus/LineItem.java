package org.mydocker.emulator.campus;

import java.util.Map;

/**
 * A column of the gradebook. {@code activityId} is empty for one that a tool made on its own;
 * {@code own} tells that the tool made it by the service, so that it may delete it. {@code review}
 * is the submissionReview object, empty where there is none. Dates are kept as they came.
 */
public record LineItem(
    String id,
    String toolId,
    String activityId,
    boolean own,
    String label,
    double scoreMaximum,
    String resourceId,
    String tag,
    Map<String, Object> review) {

  public LineItem {
    review = Map.copyOf(review);
  }
}
