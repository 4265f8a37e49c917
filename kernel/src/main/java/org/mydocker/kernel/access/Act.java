package org.mydocker.kernel.access;

/** The acts of site.md's table, one constant a row. */
public enum Act {
  SEE_HELP,
  START_SHARED_ENVIRONMENT,
  START_COURSE_ENVIRONMENT,
  USE_OWN_REPOSITORY,
  READ_SUBMISSION,
  GRADE,
  RELEASE_GRADES,
  EDIT_ASSIGNMENT,
  EXPORT_SUBMISSIONS,
  JOIN_SESSION,
  CREATE_ENVIRONMENT,
  ADMINISTER
}
