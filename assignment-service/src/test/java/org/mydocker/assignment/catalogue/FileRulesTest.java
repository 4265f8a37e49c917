package org.mydocker.assignment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FileRulesTest {

  @Test
  void namesTheRequiredFilesThatWereNotHandedIn() {
    FileRules rules =
        new FileRules(List.of("tp.ipynb", " ./src/main.py ", "", "report.pdf"), List.of());
    assertThat(rules.missing(List.of("src/main.py", "other.txt")))
        .containsExactly("tp.ipynb", "report.pdf");
    assertThat(FileRules.NONE.missing(List.of())).isEmpty();
  }
}
