package org.mydocker.lti.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mydocker.kernel.people.Position;

class RoleRulesTest {

  private static RoleRules lowering(Map<NamedRole, Position> lowered) {
    return new RoleRules(false, lowered, "", Set.of(), false);
  }

  @Test
  @Tag("ROL-04")
  void nothingCountsAsMoreThanInTheTable() {
    for (NamedRole role : NamedRole.values()) {
      for (Position position : Position.values()) {
        if (role.usual().below().contains(position)) {
          RoleRules rules = lowering(Map.of(role, position));
          assertThat(rules.position(role)).isEqualTo(position);
          assertThat(position.role()).isLessThanOrEqualTo(role.usual().role());
        } else {
          Map<NamedRole, Position> raising = Map.of(role, position);
          assertThatThrownBy(() -> lowering(raising)).isInstanceOf(IllegalArgumentException.class);
        }
      }
    }
  }

  @Test
  void whatIsKeptIsReadAgainAndWhatRaisesIsNot() {
    Map<NamedRole, Position> lowered =
        Map.of(NamedRole.INSTRUCTOR, Position.ASSISTANT, NamedRole.LEARNER, Position.NONE);
    String text = lowering(lowered).loweredText();
    assertThat(RoleRules.lowered(text)).isEqualTo(lowered);
    assertThat(RoleRules.lowered("LEARNER=TEACHER GRADER=ASSISTANT MENTOR=NONE X=Y"))
        .isEqualTo(Map.of(NamedRole.MENTOR, Position.NONE));
    assertThat(RoleRules.lowered("")).isEmpty();
  }
}
