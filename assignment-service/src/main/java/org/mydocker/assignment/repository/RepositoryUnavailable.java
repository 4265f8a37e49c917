package org.mydocker.assignment.repository;

/** A repository could not be read or changed; nothing was acknowledged. */
public final class RepositoryUnavailable extends RuntimeException {

  /** Why; BUSY and MOVED are worth another try. */
  public enum Reason {
    MISSING,
    BUSY,
    MOVED,
    FAILED
  }

  private final Reason reason;

  public RepositoryUnavailable(Reason reason, String facts, Throwable cause) {
    super(reason + ": " + facts, cause);
    this.reason = reason;
  }

  public RepositoryUnavailable(Reason reason, String facts) {
    this(reason, facts, null);
  }

  public Reason reason() {
    return reason;
  }
}
