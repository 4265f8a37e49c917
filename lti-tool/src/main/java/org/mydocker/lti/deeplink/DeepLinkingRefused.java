package org.mydocker.lti.deeplink;

import java.util.Locale;
import org.mydocker.kernel.problem.Refusal;

/** A deep-linking request that cannot be answered, or not by this visit (DL-13). */
public final class DeepLinkingRefused extends Refusal {

  private final Reason reason;

  DeepLinkingRefused(Reason reason) {
    super(reason.code(), reason.status);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }

  /** Why, with the status to answer. */
  public enum Reason {
    UNKNOWN(404),
    NOT_YOURS(403),
    EXPIRED(410),
    ANSWERED(409);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    public String code() {
      return "lti.deep-linking-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
