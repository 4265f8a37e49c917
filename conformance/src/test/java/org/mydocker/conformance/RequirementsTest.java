package org.mydocker.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The project's own table, as it lies in the tree. */
class RequirementsTest {

  private final Tables project = new Tables(Path.of("").toAbsolutePath().getParent());

  @Test
  void theTableCanBeRead() throws IOException {
    assertThat(project.requirements()).isNotEmpty();
  }

  @Test
  void everyAreaStandsInOnePiece() throws IOException {
    Set<String> closed = new HashSet<>();
    String current = "";
    for (Requirement requirement : project.requirements()) {
      if (!requirement.area().equals(current)) {
        assertThat(closed).doesNotContain(requirement.area());
        closed.add(current);
        current = requirement.area();
      }
    }
  }

  @Test
  void theNumbersOfAnAreaHaveNoGap() throws IOException {
    String letters = "";
    int last = 0;
    for (Requirement requirement : project.requirements()) {
      String number = requirement.number();
      String prefix = number.substring(0, number.length() - 2);
      int count = Integer.parseInt(number.substring(number.length() - 2));
      last = prefix.equals(letters) ? last : 0;
      assertThat(count).as(number).isEqualTo(last + 1);
      letters = prefix;
      last = count;
    }
  }

  @Test
  void statementsAreSentences() throws IOException {
    List<Requirement> requirements = project.requirements();
    assertThat(requirements).allMatch(requirement -> requirement.statement().endsWith("."));
  }
}
