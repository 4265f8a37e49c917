package org.mydocker.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PageFilesTest {

  private final Path file = Path.of("target/test-classes/templates/changing.html");

  @AfterEach
  void remove() throws IOException {
    Files.deleteIfExists(file);
  }

  @Test
  void areReadAnewWhereTheyMayChange() throws IOException {
    Templates templates = new Templates(new Messages(), new PageFiles(true));
    assertThat(written(templates, "<p>one</p>")).isEqualTo("<p>one</p>");
    assertThat(written(templates, "<p>two</p>")).isEqualTo("<p>two</p>");
  }

  @Test
  void areReadOnceElsewhere() throws IOException {
    Templates templates = new Templates(new Messages(), new PageFiles(false));
    assertThat(written(templates, "<p>one</p>")).isEqualTo("<p>one</p>");
    assertThat(written(templates, "<p>two</p>")).isEqualTo("<p>one</p>");
  }

  private String written(Templates templates, String content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    StringWriter out = new StringWriter();
    templates.write("changing", Locale.ENGLISH, Map.of(), out);
    return out.toString();
  }
}
