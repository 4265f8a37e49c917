package org.mydocker.assignment.collection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExportNamesTest {

  private final ExportNames names = new ExportNames();

  @Test
  void keepsOrdinaryNamesAndNumbersHomonyms() {
    assertThat(names.of("Zoé Ñandú")).isEqualTo("Zoé Ñandú");
    assertThat(names.of("zoé ñandú")).isEqualTo("zoé ñandú (2)");
  }

  @Test
  void takesTheTeethOutOfHostileNames() {
    assertThat(names.of("=HYPERLINK(\"x\")")).isEqualTo("HYPERLINK_x");
    assertThat(names.of("../../x")).isEqualTo("x");
    assertThat(names.of("a\u202egpj.exe")).isEqualTo("a_gpj.exe");
    assertThat(names.of("O'Brien; rm")).isEqualTo("O_Brien_ rm");
    assertThat(names.of("CON")).isEqualTo("_CON");
    assertThat(names.of("")).isEqualTo("_");
    assertThat(names.of("é".repeat(255)).length()).isEqualTo(50);
  }

  @Test
  void makesFileNamesSafeThatAreNotEverywhere() {
    assertThat(ExportNames.path("A", "dir/ok.txt").text()).isEqualTo("A/dir/ok.txt");
    assertThat(ExportNames.path("A", "a:b/c.txt").text()).isEqualTo("A/a_b~/c.txt~");
  }
}
