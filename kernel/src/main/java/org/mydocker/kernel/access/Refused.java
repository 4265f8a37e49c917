package org.mydocker.kernel.access;

import java.util.Map;
import org.mydocker.kernel.problem.Refusal;

/**
 * Not this viewer's to do. 404 where saying 403 would disclose that the thing exists, 403
 * otherwise.
 */
public final class Refused extends Refusal {

  public Refused(Reason reason) {
    super(
        "access." + reason.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        reason.status,
        Map.of());
  }

  /** Why. */
  public enum Reason {
    OTHER_COURSE(404),
    OTHER_TENANT(404),
    NOT_OWNER(404),
    ROLE(403),
    NOT_INVITED(403),
    NOT_DELEGATED(403),
    NOT_OPEN_YET(403),
    CLOSED(409);

    private final int status;

    Reason(int status) {
      this.status = status;
    }
  }
}
