package org.mydocker.broker.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a container wrote, before it is shown. */
@Tag("START-03")
class LogTextTest {

  @Test
  void leavesOutWhatOnlyATerminalReads() {
    assertThat(
            LogText.live(
                "\u001b[1;31mred\u001b[0m\tand \u001b]0;a title\u0007so\u0000 on\u0008\r\n"
                    + "right\u202Eto left\u2066 \uFEFFend\n\u001b(Bplain"))
        .isEqualTo("red and so on\nrightto left end\n(Bplain");
  }

  @Test
  void keepsTheLastTwentyLinesAndTheBeginningOfALongOne() {
    String many =
        IntStream.rangeClosed(1, 30)
            .mapToObj(i -> "line " + i)
            .collect(Collectors.joining("\n", "", "\n" + "é".repeat(5000)));

    assertThat(LogText.live(many).lines())
        .hasSize(20)
        .startsWith("line 12")
        .endsWith("é".repeat(200) + "…");
    assertThat(LogText.page(many, 200).lines()).hasSize(31);
  }

  @Test
  void isBoundedHoweverMuchComes() {
    assertThat(LogText.page("x".repeat(10_000_000), 200)).hasSizeLessThan(2100);
    assertThat(LogText.page("\n".repeat(1_000_000) + "end", 200).lines()).hasSizeLessThan(201);
  }
}
