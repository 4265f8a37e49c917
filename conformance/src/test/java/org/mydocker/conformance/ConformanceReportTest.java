package org.mydocker.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConformanceReportTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir Path root;

  @BeforeEach
  void threeNumbersInTwoAreas() throws IOException {
    write(
        "docs/requirements.tsv",
        "number\tarea\tstatement\n"
            + "TOK-01\tLaunch token\tOnly a | b.\n"
            + "TOK-02\tLaunch token\tAt most <n>.\n"
            + "C-B01\tCertification (payloads)\tRefused.\n");
  }

  @Test
  void listsTheTestsOfAllModulesThatProveANumber() throws IOException {
    write(
        "lti-tool/target/conformance/results-x.YTest.tsv",
        "x.YTest#works\tTOK-01\tpassed\nx.YTest$In#works\tTOK-01,engine\tpassed\n");
    write("web/target/conformance/results.tsv", "x.ZTest#works\tTOK-01\tpassed\n");

    assertThat(report(false)).isZero();

    assertThat(page())
        .contains("| TOK-01 | Only a \\| b. | passed |")
        .contains("| `YTest#works`<br>`YTest.In#works`<br>`ZTest#works` |")
        .contains("| [Launch token](#launch-token) | 2 | 1 | 1 |")
        .contains("| [Certification (payloads)](#certification-payloads) | 1 | 0 | 1 |")
        .contains("| **all** | 3 | 1 | 2 |");
  }

  @Test
  void leavesANumberOpenWithTheReason() throws IOException {
    write(
        "web/target/conformance/results.tsv",
        "x.ATest#a\tTOK-01\tpassed\nx.ATest#b\tTOK-01\tfailed\nx.ATest#c\tTOK-02\tskipped\n");

    assertThat(report(false)).isZero();

    assertThat(page())
        .contains("| TOK-01 | Only a \\| b. | open | failed: `ATest#b` |")
        .contains("| TOK-02 | At most &lt;n>. | open | skipped: `ATest#c` |")
        .contains("| C-B01 | Refused. | open | no test |");
  }

  @Test
  void aSkippedTestKeepsANumberOpenAlthoughAnotherPassed() throws IOException {
    write(
        "web/target/conformance/results.tsv",
        "x.ATest#a\tTOK-01\tpassed\nx.ATest#b\tTOK-01\tskipped\n");
    report(false);
    assertThat(page()).contains("| open | skipped: `ATest#b` |");
  }

  @Test
  void givesTheSameBytesForTheSameResults() throws IOException {
    write("web/target/conformance/results.tsv", "x.ATest#a\tTOK-01\tpassed\n");
    report(false);
    String first = page();
    report(false);
    assertThat(page()).isEqualTo(first);
  }

  @Test
  void refusesATagThatLooksLikeANumberAndIsNone() throws IOException {
    write(
        "web/target/conformance/results.tsv",
        "x.ATest#a\tTOK-1,TOK-02,browser\tpassed\nx.ATest#b\tSES-05b\tskipped\n");
    assertThat(report(false)).isEqualTo(1);
    assertThat(err.toString(UTF_8))
        .contains("no such number: TOK-1 on [ATest#a]", "no such number: SES-05b on [ATest#b]")
        .doesNotContain("browser");
    assertThat(report(true)).isEqualTo(1);
  }

  @Test
  void theCheckRefusesAFailedNumberAndWritesNothing() throws IOException {
    write("web/target/conformance/results.tsv", "x.ATest#a\tTOK-01\tfailed\n");
    assertThat(report(true)).isEqualTo(1);
    assertThat(err.toString(UTF_8)).contains("failed: TOK-01 in [ATest#a]");
    assertThat(root.resolve("docs/conformance.md")).doesNotExist();
  }

  @Test
  void theCheckAcceptsNumbersWithoutATest() {
    assertThat(report(true)).isZero();
    assertThat(out.toString(UTF_8)).contains("0 of 3 numbers passed");
  }

  @Test
  void namesFileAndLineOfWhatItCannotRead() throws IOException {
    write("docs/requirements.tsv", "number\tarea\tstatement\nTOK-01\tonly two\n");
    assertThat(report(false)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("requirements.tsv:2: three columns wanted, found 2");
  }

  @Test
  void refusesANumberGivenTwice() throws IOException {
    write("docs/requirements.tsv", "number\tarea\tstatement\nTOK-01\ta\tOne.\nTOK-01\ta\tTwo.\n");
    assertThat(report(false)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("requirements.tsv:3: TOK-01 is there twice");
  }

  @Test
  void refusesAResultThatItDoesNotUnderstand() throws IOException {
    write("web/target/conformance/results.tsv", "x.ATest#a\tTOK-01\tperhaps\n");
    assertThat(report(false)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("results.tsv:1: not a test result");
  }

  @Test
  void saysSoWhenItIsNotInAProject() throws IOException {
    Files.delete(root.resolve("docs/requirements.tsv"));
    assertThat(report(false)).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("not found:").contains("root of the project");
  }

  private int report(boolean check) {
    return new ConformanceReport(
            root, new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8))
        .run(check);
  }

  private String page() throws IOException {
    return Files.readString(root.resolve("docs/conformance.md"));
  }

  private void write(String name, String text) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
