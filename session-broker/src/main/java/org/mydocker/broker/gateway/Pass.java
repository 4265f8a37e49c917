package org.mydocker.broker.gateway;

import java.util.regex.Pattern;

/**
 * The right of one browser to one session: 256 random bits in base64url, held by the browser in a
 * cookie of the session's origin. Whoever stores it stores its hash.
 */
public record Pass(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{43}");

  public Pass {
    if (!isShaped(value)) {
      throw new IllegalArgumentException("a pass is 43 characters of base64url");
    }
  }

  static boolean isShaped(String value) {
    return SHAPE.matcher(value).matches();
  }

  @Override
  public String toString() {
    return "Pass[masked]";
  }
}
