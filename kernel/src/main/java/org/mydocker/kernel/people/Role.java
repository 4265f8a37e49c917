package org.mydocker.kernel.people;

/**
 * What a person is in one course, decided at each launch (lti.md ROL-04, site.md section 1). Never
 * sticky, never global.
 */
public enum Role {
  NONE,
  STUDENT,
  GRADER,
  TEACHER;

  /** Graders and teachers: those who see other people's work. */
  public boolean staff() {
    return this == GRADER || this == TEACHER;
  }
}
