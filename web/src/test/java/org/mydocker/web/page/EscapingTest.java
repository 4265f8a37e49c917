package org.mydocker.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What people wrote is escaped on every page: no template shows anything as it is. */
class EscapingTest {

  private static final Pattern AS_IT_IS = Pattern.compile("th:utext=\"([^\"]*)\"|\\[\\(.*?\\)]");

  @Test
  @Tag("SAFE-11")
  void nothingButRenderedMarkdownIsShownAsItIs() throws IOException {
    List<String> shown = new ArrayList<>();
    int templates = 0;
    for (String module : List.of("web", "lti-tool", "assignment-service", "session-broker")) {
      Path folder = Path.of("..", module, "src/main/resources/templates");
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.filter(path -> path.toString().endsWith(".html")).toList()) {
          templates++;
          Matcher found = AS_IT_IS.matcher(Files.readString(file, StandardCharsets.UTF_8));
          while (found.find()) {
            shown.add(file.getFileName() + " " + found.group());
          }
        }
      }
    }
    assertThat(templates).isGreaterThan(20);
    assertThat(shown)
        .containsExactlyInAnyOrder(
            "assignment.html th:utext=\"${instructions}\"",
            "environment.html th:utext=\"${entry.html()}\"");
  }
}
