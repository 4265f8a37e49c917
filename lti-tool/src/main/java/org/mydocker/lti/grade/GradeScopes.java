package org.mydocker.lti.grade;

import java.util.Set;

/**
 * The scopes of the grade services, and what may be done with those that launches named: each
 * feature falls away alone (AGS-01).
 */
final class GradeScopes {

  private static final String SCOPES = "https://purl.imsglobal.org/spec/lti-ags/scope/";

  /** To post scores. */
  static final String SCORE = SCOPES + "score";

  /** To read what the gradebook holds. */
  static final String RESULTS = SCOPES + "result.readonly";

  /** To list, make and change columns. */
  static final String LINE_ITEMS = SCOPES + "lineitem";

  private static final String LINE_ITEMS_READ_ONLY = SCOPES + "lineitem.readonly";

  private GradeScopes() {}

  static boolean mayList(Set<String> named) {
    return named.contains(LINE_ITEMS) || named.contains(LINE_ITEMS_READ_ONLY);
  }

  static boolean mayMake(Set<String> named) {
    return named.contains(LINE_ITEMS);
  }

  static boolean mayScore(Set<String> named) {
    return named.contains(SCORE);
  }

  static boolean mayReadResults(Set<String> named) {
    return named.contains(RESULTS);
  }

  /** The least scope with which the list can be read. */
  static String toList(Set<String> named) {
    return named.contains(LINE_ITEMS_READ_ONLY) ? LINE_ITEMS_READ_ONLY : LINE_ITEMS;
  }
}
