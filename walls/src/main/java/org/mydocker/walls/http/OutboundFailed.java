package org.mydocker.walls.http;

/** A call that was allowed and came to nothing; trying again later may help. */
public final class OutboundFailed extends RuntimeException {
  /** What went wrong. */
  public enum Reason {
    /** The name has no address, or nobody said in time. */
    DNS,
    CONNECT,
    /** The server's certificate is not trusted, is for another name, or TLS failed. */
    TLS,
    TIMEOUT,
    TOO_LARGE,
    /** What came back is not HTTP. */
    PROTOCOL,
    IO
  }

  private final Reason reason;

  OutboundFailed(Reason reason, String detail, Throwable cause) {
    super(reason + ": " + detail, cause);
    this.reason = reason;
  }

  OutboundFailed(Reason reason, String detail) {
    this(reason, detail, null);
  }

  public Reason reason() {
    return reason;
  }
}
