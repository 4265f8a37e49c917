package org.mydocker.broker.pages;

import java.time.Instant;
import java.util.Locale;
import org.mydocker.kernel.environment.SessionView;
import org.mydocker.kernel.environment.StopReason;

/**
 * A session in a list: words for the messages, no types.
 *
 * @param activity what it was opened for; empty for the environment by itself
 */
public record SessionLine(
    String id,
    String title,
    String activity,
    String state,
    boolean ended,
    Instant since,
    String reason) {

  static SessionLine of(SessionView view, String activity) {
    return new SessionLine(
        view.id().toString(),
        view.title(),
        activity,
        view.state().name().toLowerCase(Locale.ROOT),
        view.state().ended(),
        view.since(),
        Reasons.key(view.reason().map(StopReason::code).orElse("")));
  }
}
