package org.mydocker.assignment.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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

  @Test
  void namesTheFirstFileThatIsTooLargeByItselfOrWithTheOthers() {
    FileRules rules = new FileRules(List.of(), List.of(), Optional.of(10L), Optional.of(15L));
    FileRules.Sized ten = new FileRules.Sized("ten", 10);
    FileRules.Sized five = new FileRules.Sized("five", 5);
    assertThat(rules.tooLarge(List.of(ten, five))).isEmpty();
    assertThat(rules.tooLarge(List.of(five, new FileRules.Sized("eleven", 11))))
        .contains(new FileRules.TooLarge("eleven", false, 10));
    assertThat(rules.tooLarge(List.of(ten, five, new FileRules.Sized("one", 1))))
        .contains(new FileRules.TooLarge("one", true, 15));
    assertThat(FileRules.NONE.tooLarge(List.of(new FileRules.Sized("any", Long.MAX_VALUE))))
        .isEmpty();
  }
}
