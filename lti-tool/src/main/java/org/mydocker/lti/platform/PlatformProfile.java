package org.mydocker.lti.platform;

import java.util.Locale;

/**
 * What one family of platforms does in its own way (lti.md section 2). The rest of the module asks
 * the profile and never the family's name.
 */
public enum PlatformProfile {
  MOODLE,
  OTHER;

  /**
   * @param family the {@code product_family_code} of the platform
   */
  public static PlatformProfile of(String family) {
    return family.toLowerCase(Locale.ROOT).equals("moodle") ? MOODLE : OTHER;
  }

  /** Any score that is not fully graded erases the grade that is there (AGS-08). */
  public boolean pendingErasesGrade() {
    return this == MOODLE;
  }

  /** Instructor at launch and Learner in the roster means a non-editing teacher (ROL-14). */
  public boolean rosterTellsEditors() {
    return this == MOODLE;
  }

  /** Points of a line item are whole numbers up to this (DL-15). */
  public int mostPoints() {
    return this == MOODLE ? 100 : Integer.MAX_VALUE;
  }

  /** A content item without a {@code url} opens the tool that made it. */
  public boolean itemsNeedNoUrl() {
    return this == MOODLE;
  }

  /** A 400 to a well-formed score means that the person has no grades there (AGS-09). */
  public boolean badRequestMeansNotGradable() {
    return this == MOODLE;
  }

  /** Line items come with deep linking even where {@code accept_lineitem} was not declared. */
  public boolean takesLineItemsUndeclared() {
    return this == MOODLE;
  }
}
