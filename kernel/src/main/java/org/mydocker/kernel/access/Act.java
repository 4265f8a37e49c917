package org.mydocker.kernel.access;

/**
 * The acts of site.md's table. The row of one's own repository is three acts, for the dates tell
 * them apart: seeing, working, handing in. So is that of a running session: being in it, coming in
 * to help, and what only its owner does, such as inviting and stopping.
 */
public enum Act {
  SEE_HELP,
  START_SHARED_ENVIRONMENT,
  START_COURSE_ENVIRONMENT,
  SEE_OWN_WORK,
  USE_OWN_REPOSITORY,
  HAND_IN,
  LOOK_AS_STUDENT,
  READ_SUBMISSION,
  GRADE,
  RELEASE_GRADES,
  EDIT_ASSIGNMENT,
  CHOOSE_CONTENT,
  EXPORT_SUBMISSIONS,
  JOIN_SESSION,
  HELP_IN_SESSION,
  MANAGE_SESSION,
  CREATE_ENVIRONMENT,
  SEE_PLATFORM,
  ADMINISTER
}
