package org.mydocker.conformance;

import java.util.regex.Pattern;

/**
 * One numbered statement about what myDocker does: {@code TOK-16}, {@code C-B01}. A test proves it
 * by carrying the number as its tag.
 */
record Requirement(String number, String area, String statement) {

  private static final Pattern NUMBER = Pattern.compile("[A-Z]+-[A-Z]?[0-9]{2}");
  private static final Pattern MEANT_AS_NUMBER = Pattern.compile("[A-Z]+-[A-Za-z]?[0-9]\\w*");

  Requirement {
    if (!NUMBER.matcher(number).matches()) {
      throw new IllegalArgumentException("not a number of a requirement: " + number);
    }
    if (area.isBlank() || statement.isBlank()) {
      throw new IllegalArgumentException(number + " has no area or no statement");
    }
  }

  /**
   * Whether a tag wants to be a number; {@code TOK-1} and {@code SES-05b} do, {@code engine} not.
   */
  static boolean meantAsNumber(String tag) {
    return MEANT_AS_NUMBER.matcher(tag).matches();
  }
}
