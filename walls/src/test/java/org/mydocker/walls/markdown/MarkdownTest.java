package org.mydocker.walls.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MarkdownTest {

  @Test
  @Tag("SAFE-11")
  void showsRawHtmlAsTextAndDisarmsLinks() {
    assertThat(Markdown.html("Hi <script>x</script> [a](javascript:x) [b](https://example.org)"))
        .doesNotContain("<script")
        .doesNotContain("javascript:")
        .contains("href=\"https://example.org\"")
        .contains("rel=\"noopener noreferrer\"");
  }

  @Test
  void givesTheWordsAloneOnOneLine() {
    assertThat(Markdown.text("R\n\nwith *all* of\n[CRAN](https://cran.example.org/)"))
        .isEqualTo("R with all of \"CRAN\" (https://cran.example.org/)");
  }
}
