package org.mydocker.emulator.control;

import org.mydocker.emulator.lti.Message;
import org.mydocker.emulator.lti.Target;

/**
 * A launch to begin. Null members mean: the first activity (resource link, review) or the first
 * tool (deep linking), in an iframe, the person's own role.
 */
public record NewLaunch(
    String user,
    Message message,
    String activity,
    String tool,
    Target target,
    Boolean asStudent,
    String forUser) {

  public NewLaunch {
    message = message == null ? Message.RESOURCE_LINK : message;
    target = target == null ? Target.IFRAME : target;
    asStudent = asStudent != null && asStudent;
  }

  public static NewLaunch of(String user, String activity) {
    return new NewLaunch(user, null, activity, null, null, null, null);
  }

  public static NewLaunch deepLinking(String user, String tool) {
    return new NewLaunch(user, Message.DEEP_LINKING, null, tool, null, null, null);
  }
}
