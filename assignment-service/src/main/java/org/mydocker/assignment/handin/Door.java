package org.mydocker.assignment.handin;

/** The way by which a submission came in (ACT-07). */
public enum Door {
  ENVIRONMENT,
  GIT,
  ARCHIVE,
  /** Found on disk at a start, after the service died while it was handed in (DATA-04). */
  RECOVERED
}
