package org.mydocker.lti.wire;

/** Bytes that are not what they should be; who asked for them says what that means. */
public final class Malformed extends RuntimeException {

  public Malformed(String message) {
    super(message);
  }

  public Malformed(String message, Throwable cause) {
    super(message, cause);
  }
}
