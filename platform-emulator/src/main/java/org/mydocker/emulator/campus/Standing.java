package org.mydocker.emulator.campus;

import java.util.List;

/**
 * What a person is in the course, and how Moodle says it: one way in an id_token, another in the
 * roster (lti.md section 2, "Roles at launch" and "Roles in NRPS").
 */
public enum Standing {
  ADMINISTRATOR(
      List.of(
          "http://purl.imsglobal.org/vocab/lis/v2/institution/person#Administrator",
          Standing.MEMBERSHIP + "Instructor",
          "http://purl.imsglobal.org/vocab/lis/v2/system/person#Administrator"),
      "Instructor"),
  TEACHER(List.of(Standing.MEMBERSHIP + "Instructor"), "Instructor"),
  NON_EDITING_TEACHER(List.of(Standing.MEMBERSHIP + "Instructor"), "Learner"),
  STUDENT(List.of(Standing.MEMBERSHIP + "Learner"), "Learner");

  public static final String MEMBERSHIP = "http://purl.imsglobal.org/vocab/lis/v2/membership#";

  private final List<String> launchRoles;
  private final String rosterRole;

  Standing(List<String> launchRoles, String rosterRole) {
    this.launchRoles = launchRoles;
    this.rosterRole = rosterRole;
  }

  public List<String> launchRoles() {
    return launchRoles;
  }

  public String rosterRole() {
    return rosterRole;
  }

  /** Whether grades are kept for the person: only students have Moodle's gradebook role. */
  public boolean gradable() {
    return this == STUDENT;
  }

  /** The administrator of the site is not enrolled in the course, as on the recorded Moodle. */
  public boolean enrolled() {
    return this != ADMINISTRATOR;
  }

  /** May add activities and see everybody's grades. */
  public boolean manages() {
    return this == TEACHER || this == ADMINISTRATOR;
  }

  public boolean seesGrades() {
    return this != STUDENT;
  }
}
