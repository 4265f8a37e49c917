package org.mydocker.lti.deployment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.mydocker.kernel.people.Position;
import org.mydocker.kernel.problem.Refusal;
import org.mydocker.lti.role.NamedRole;
import org.mydocker.lti.role.RoleRules;

/** The form of a deployment's rules. It lowers; whoever sends something that raises is refused. */
final class RulesForm {

  private static final int MOST_PARAMETER = 100;
  private static final int MOST_VALUES = 1000;

  private RulesForm() {}

  static RoleRules read(UnaryOperator<String> form) {
    Map<NamedRole, Position> lowered = new EnumMap<>(NamedRole.class);
    for (NamedRole role : NamedRole.values()) {
      position(form, role).ifPresent(position -> lowered.put(role, position));
    }
    String parameter = text(form, "graderParameter");
    Set<String> values =
        text(form, "graderValues")
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
    if (parameter.length() > MOST_PARAMETER
        || parameter.chars().anyMatch(Character::isISOControl)
        || parameter.isEmpty() != values.isEmpty()) {
      throw refused("graderParameter");
    }
    if (String.join("\n", values).length() > MOST_VALUES
        || values.stream().anyMatch(value -> value.contains(","))) {
      throw refused("graderValues");
    }
    return new RoleRules(
        checked(form, "plainRoleWins"),
        lowered,
        parameter,
        values,
        checked(form, "platformSupport"));
  }

  private static Optional<Position> position(UnaryOperator<String> form, NamedRole role) {
    String chosen = text(form, role.name());
    if (chosen.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        role.usual().below().stream()
            .filter(position -> position.name().equals(chosen))
            .findFirst()
            .orElseThrow(() -> refused(role.name())));
  }

  private static String text(UnaryOperator<String> form, String name) {
    return Optional.ofNullable(form.apply(name)).orElse("").strip();
  }

  private static boolean checked(UnaryOperator<String> form, String name) {
    return text(form, name).equals("true");
  }

  private static Refusal refused(String field) {
    return new Refusal("lti.rules-invalid", 400, Map.of("field", field));
  }

  /** The rows that an administrator can lower, in the order of the table. */
  static Iterable<NamedRole> rows() {
    return Arrays.stream(NamedRole.values()).filter(role -> !role.usual().below().isEmpty())
        ::iterator;
  }
}
