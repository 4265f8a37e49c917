package org.mydocker.lti.role;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mydocker.kernel.people.Position;

/**
 * The rows of the table of roles (ROL-04): names of the membership vocabulary that count alike. A
 * deployment may lower a row; nothing raises one.
 */
public enum NamedRole {
  INSTRUCTOR(
      Position.TEACHER,
      "Instructor",
      "Instructor#PrimaryInstructor",
      "Instructor#SecondaryInstructor",
      "Instructor#Lecturer"),
  GUEST_INSTRUCTOR(Position.TEACHER, "Instructor#GuestInstructor"),
  EXTERNAL_INSTRUCTOR(Position.TEACHER, "Instructor#ExternalInstructor"),
  ADMINISTRATOR(Position.TEACHER, "Administrator"),
  TEACHING_ASSISTANT(
      Position.ASSISTANT,
      "Instructor#TeachingAssistant",
      "Instructor#TeachingAssistantSection",
      "Instructor#TeachingAssistantSectionAssociation",
      "Instructor#TeachingAssistantOffering",
      "Instructor#TeachingAssistantTemplate",
      "Instructor#TeachingAssistantGroup"),
  GRADER(Position.GRADER, "Instructor#Grader"),
  CONTENT_DEVELOPER(
      Position.AUTHOR,
      "ContentDeveloper",
      "ContentDeveloper#ContentDeveloper",
      "ContentDeveloper#ContentExpert",
      "ContentDeveloper#ExternalContentExpert",
      "ContentDeveloper#Librarian"),
  LEARNER(
      Position.STUDENT,
      "Learner",
      "Learner#Learner",
      "Learner#NonCreditLearner",
      "Learner#Instructor"),
  GUEST_LEARNER(Position.STUDENT, "Learner#GuestLearner"),
  EXTERNAL_LEARNER(Position.STUDENT, "Learner#ExternalLearner"),
  MENTOR(Position.MENTOR, "Mentor"),
  /** Has no name in a course: it stands beside the others, or alone. */
  TEST_USER(Position.STUDENT),
  WITHOUT_RIGHTS(Position.NONE, "Manager", "Officer", "Member");

  private static final Map<String, NamedRole> BY_NAME = new HashMap<>();

  static {
    for (NamedRole role : values()) {
      role.names.forEach(name -> BY_NAME.put(name, role));
    }
  }

  private final Position usual;
  private final List<String> names;

  NamedRole(Position usual, String... names) {
    this.usual = usual;
    this.names = List.of(names);
  }

  /** What it counts as where the deployment says nothing else. */
  public Position usual() {
    return usual;
  }

  /** {@code Instructor}, or {@code Instructor#Grader} for a sub-role. */
  static Optional<NamedRole> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }
}
