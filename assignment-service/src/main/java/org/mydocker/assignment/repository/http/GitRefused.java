package org.mydocker.assignment.repository.http;

/** The request gets nothing; the status tells no more than the reason does. */
public final class GitRefused extends RuntimeException {

  /** Why, and as which HTTP status. */
  public enum Reason {
    UNAUTHENTICATED(401),
    FORBIDDEN(403),
    UNKNOWN(404);

    private final int status;

    Reason(int status) {
      this.status = status;
    }

    int status() {
      return status;
    }
  }

  private final Reason reason;

  /**
   * @param sentence for a human in front of {@code git}; no secrets, no markup
   */
  public GitRefused(Reason reason, String sentence) {
    super(sentence);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
