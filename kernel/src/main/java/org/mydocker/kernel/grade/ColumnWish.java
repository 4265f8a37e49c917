package org.mydocker.kernel.grade;

import java.util.Objects;
import org.mydocker.kernel.launch.ResourceLinkId;
import org.mydocker.kernel.people.CourseId;

/**
 * The column that grades need where no launch named one (AGS-02): what to look it up by, and what
 * to call it if it has to be made.
 *
 * @param link the activity whose launch did not name a column
 * @param resourceId our own name of what is graded, the same for ever
 * @param label what people read above the column
 * @param maximum in points, more than 0
 */
public record ColumnWish(
    CourseId course, ResourceLinkId link, String resourceId, String label, int maximum) {

  public ColumnWish {
    Objects.requireNonNull(course);
    Objects.requireNonNull(link);
    if (resourceId.isBlank() || label.isBlank() || maximum < 1) {
      throw new IllegalArgumentException("a column has a resource id, a label and points");
    }
  }
}
