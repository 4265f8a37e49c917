package org.mydocker.emulator.lti;

import java.util.List;

/** The service scopes that Moodle knows. */
public final class Scopes {
  public static final String LINEITEM = "https://purl.imsglobal.org/spec/lti-ags/scope/lineitem";
  public static final String LINEITEM_READONLY = LINEITEM + ".readonly";
  public static final String RESULT =
      "https://purl.imsglobal.org/spec/lti-ags/scope/result.readonly";
  public static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
  public static final String MEMBERSHIPS =
      "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly";

  public static final List<String> GRADES = List.of(LINEITEM, LINEITEM_READONLY, RESULT, SCORE);
  public static final List<String> ALL =
      List.of(LINEITEM, LINEITEM_READONLY, RESULT, SCORE, MEMBERSHIPS);

  private Scopes() {}

  /**
   * What Moodle grants for what was asked at registration: any grade scope switches reading and
   * scoring on, the line item scope all four.
   */
  static List<String> granted(List<String> asked) {
    List<String> granted = new java.util.ArrayList<>();
    if (asked.stream().anyMatch(GRADES::contains)) {
      granted.addAll(List.of(SCORE, RESULT, LINEITEM_READONLY));
    }
    if (asked.contains(LINEITEM)) {
      granted.add(LINEITEM);
    }
    if (asked.contains(MEMBERSHIPS)) {
      granted.add(MEMBERSHIPS);
    }
    return List.copyOf(granted);
  }
}
