package org.mydocker.lti.service;

import java.time.Duration;
import java.util.Optional;

/** A service call that did not succeed, and what may be done about it (SVC-09). */
public final class ServiceFailed extends RuntimeException {

  /** What kind of failure it is. */
  public enum Kind {
    /** Worth trying again: away, busy, slow. */
    TEMPORARY,
    /** The platform gives no token with the scope; trying again changes nothing (SVC-04). */
    NOT_GRANTED,
    /** The platform says no to this very request. */
    REFUSED,
    /** The address is not one that we may call (SVC-05). */
    FORBIDDEN
  }

  private final Kind kind;
  private final int status;
  private final transient Optional<Duration> retryAfter;
  private final transient Optional<String> date;

  ServiceFailed(
      Kind kind,
      int status,
      Optional<Duration> retryAfter,
      Optional<String> date,
      String message,
      Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
    this.retryAfter = retryAfter;
    this.date = date;
  }

  ServiceFailed(Kind kind, String message, Throwable cause) {
    this(kind, 0, Optional.empty(), Optional.empty(), message, cause);
  }

  ServiceFailed(Kind kind, String message) {
    this(kind, message, null);
  }

  public Kind kind() {
    return kind;
  }

  /** The HTTP status; 0 where none came. */
  public int status() {
    return status;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }

  /** The server's Date header, by which its clock can be told (AGS-07). */
  public Optional<String> date() {
    return date;
  }
}
