package org.mydocker.lti.wire;

/** No answer: refused by our walls, by the network, or too slow or too large. */
public final class Unreachable extends RuntimeException {

  private final boolean forbidden;

  public Unreachable(String message, boolean forbidden, Throwable cause) {
    super(message, cause);
    this.forbidden = forbidden;
  }

  /** Our walls said no: another try will not help. */
  public boolean forbidden() {
    return forbidden;
  }
}
