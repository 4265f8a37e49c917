package org.mydocker.kernel.activity;

import java.time.Instant;
import java.util.Optional;
import org.mydocker.kernel.people.Viewer;

/**
 * What the shell page's bar shows for a session's activity (site.md WEB-03).
 *
 * @param path of the activity's own page, inside the visit
 * @param handIn where the bar posts to hand in, inside the visit; empty when there is nothing to
 *     hand in
 * @param handedIn when something was handed in last
 */
public record WorkBar(
    String title,
    String path,
    Optional<String> handIn,
    Optional<Instant> due,
    Optional<Instant> handedIn) {

  /** The module that knows the activity answers. */
  public interface Source {
    Optional<WorkBar> of(ActivityId activity, Viewer viewer);
  }
}
