package org.mydocker.assignment.handin;

/** The way by which a submission came in (ACT-07). */
public enum Door {
  ENVIRONMENT,
  GIT,
  ARCHIVE,
  /** By a command in the session's terminal: {@code mydocker hand-in}, or Git. */
  TERMINAL,
  /** Found on disk at a start, after the service died while it was handed in (DATA-04). */
  RECOVERED
}
