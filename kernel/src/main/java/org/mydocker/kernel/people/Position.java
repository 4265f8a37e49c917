package org.mydocker.kernel.people;

import java.util.List;

/**
 * What a platform's word for a person comes to in a course, finer than the {@link Role} that
 * decides there (lti.md ROL-04). It is shown to people, and an administrator may lower it; whoever
 * asks what somebody may do asks the role.
 */
public enum Position {
  NONE(Role.NONE),
  /** Looks after students, and has no rights in the course. */
  MENTOR(Role.NONE),
  /** Makes content, and sees nobody's work and no grade. */
  AUTHOR(Role.NONE),
  STUDENT(Role.STUDENT),
  GRADER(Role.GRADER),
  ASSISTANT(Role.GRADER),
  TEACHER(Role.TEACHER);

  private final Role role;

  Position(Role role) {
    this.role = role;
  }

  public Role role() {
    return role;
  }

  /** What it may be lowered to, the highest first: each has less than this one and nothing else. */
  public List<Position> below() {
    return switch (this) {
      case NONE -> List.of();
      case MENTOR, AUTHOR, STUDENT -> List.of(NONE);
      case GRADER -> List.of(STUDENT, NONE);
      case ASSISTANT -> List.of(GRADER, STUDENT, NONE);
      case TEACHER -> List.of(ASSISTANT, GRADER, STUDENT, NONE);
    };
  }
}
