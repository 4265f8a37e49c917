package org.mydocker.kernel.launch;

import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.grade.ColumnId;
import org.mydocker.kernel.people.Viewer;

/**
 * A launch that was verified from end to end; everything in it may be relied on.
 *
 * @param viewer who launched, as what, in which course
 * @param resourceLink our own id of the platform's resource link
 * @param custom the custom parameters, unsubstituted variables left out (MSG-12)
 * @param column the line item coupled to the resource link, where the platform named exactly one
 *     (AGS-02)
 * @param testPerson a test user of the platform: works, is never graded (ROL-04)
 */
public record Launch(
    Viewer viewer,
    Optional<ResourceLinkId> resourceLink,
    Map<String, String> custom,
    Optional<ColumnId> column,
    Presentation presentation,
    boolean testPerson) {

  /**
   * The custom parameter whose value is the {@link LaunchTarget#key()} of the module that answers.
   */
  public static final String TARGET = "mydocker_target";

  /** The custom parameter with the target's own id. */
  public static final String ID = "mydocker_id";

  /** The custom parameter with the version of this scheme (DL-10). */
  public static final String SCHEME = "mydocker_v";

  public Launch {
    custom = Map.copyOf(custom);
  }
}
