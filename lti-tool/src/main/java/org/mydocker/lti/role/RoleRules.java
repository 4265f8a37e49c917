package org.mydocker.lti.role;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mydocker.kernel.people.Position;

/**
 * What a deployment's administrator says of roles beside the table. Nothing in it gives anybody
 * more than the table does.
 *
 * @param plainRoleWins {@code [Instructor, Instructor#Grader]} is a teacher here (ROL-05)
 * @param lowered rows of the table that count as less here (ROL-04)
 * @param graderParameter the custom parameter that tells graders among instructors (ROL-10); empty
 *     for none
 * @param graderValues the values of it that do, one of which is enough
 * @param platformSupport the platform's administrators see how the connection does (ROL-03)
 */
public record RoleRules(
    boolean plainRoleWins,
    Map<NamedRole, Position> lowered,
    String graderParameter,
    Set<String> graderValues,
    boolean platformSupport) {

  /** What holds until an administrator says something else. */
  public static final RoleRules STANDARD = new RoleRules(false, Map.of(), "", Set.of(), false);

  public RoleRules {
    lowered = Map.copyOf(lowered);
    lowered.forEach(
        (role, position) -> {
          if (!role.usual().below().contains(position)) {
            throw new IllegalArgumentException(position + " is not less than " + role);
          }
        });
    graderValues = Set.copyOf(graderValues);
  }

  /** As what a row of the table counts here. */
  public Position position(NamedRole role) {
    return lowered.getOrDefault(role, role.usual());
  }

  /** Whether the launch's custom parameters name a grader. A value may be a list with commas. */
  boolean namesGrader(Map<String, String> custom) {
    return !graderParameter.isEmpty()
        && Arrays.stream(custom.getOrDefault(graderParameter, "").split(","))
            .map(String::strip)
            .anyMatch(graderValues::contains);
  }

  /** All that differs from the usual, in a few words for the audit log. */
  public String summary() {
    return Stream.of(
            loweredText(),
            plainRoleWins ? "plain role wins" : "",
            graderParameter.isEmpty() ? "" : "graders by " + graderParameter,
            platformSupport ? "platform support" : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  /** What is lowered, as one line of text. */
  public String loweredText() {
    return lowered.entrySet().stream()
        .map(each -> each.getKey() + "=" + each.getValue())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  /** Reads what {@link #loweredText()} wrote; what would not lower anything counts for nothing. */
  public static Map<NamedRole, Position> lowered(String text) {
    Map<NamedRole, Position> lowered = new EnumMap<>(NamedRole.class);
    for (NamedRole role : NamedRole.values()) {
      for (Position position : role.usual().below()) {
        if (Arrays.asList(text.split(" ")).contains(role + "=" + position)) {
          lowered.put(role, position);
        }
      }
    }
    return lowered;
  }
}
