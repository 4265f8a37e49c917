package org.mydocker.walls.http;

/** A call that policy forbids; nothing was sent to the refused target. */
public final class OutboundRefused extends RuntimeException {
  /** Which rule forbids it. */
  public enum Reason {
    /** Not https. */
    SCHEME,
    /** A name or password in the URL. */
    USERINFO,
    /** No host, or one in an odd spelling ({@code 127.1}, {@code 0x7f000001}). */
    HOST,
    PORT,
    /** The host is, or has, an address that is not public. */
    ADDRESS,
    /** A redirect to another host, or too many. */
    REDIRECT,
    /** A header that the caller may not set, or that is malformed. */
    HEADER
  }

  private final Reason reason;

  public OutboundRefused(Reason reason, String detail) {
    super(reason + ": " + detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
