package org.mydocker.assignment.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mydocker.assignment.merge.MergeNote;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.walls.archive.ArchiveRefused;
import org.mydocker.walls.gitfetch.GitFetchRefused;

/** Every sentence is there in both languages. */
class MessagesTest {

  private static final List<String> TEMPLATES =
      List.of(
          "assignment",
          "course",
          "edit",
          "extensions",
          "fields",
          "groups",
          "hand-in",
          "new",
          "people",
          "receipt",
          "submissions",
          "versions",
          "work");
  private static final Pattern KEY = Pattern.compile("#\\{([a-z.]+)|#messages\\.msg\\('([a-z.]+)'");

  @Test
  void saysTheSameInFrenchAndEnglish() throws IOException {
    assertThat(messages("fr").keySet()).isEqualTo(messages("en").keySet());
  }

  @Test
  void hasASentenceForEveryKeyOfTheTemplates() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String template : TEMPLATES) {
      Matcher key = KEY.matcher(text("/templates/assignment/" + template + ".html"));
      while (key.find()) {
        missing.add(key.group(1) == null ? key.group(2) : key.group(1));
      }
    }
    missing.removeIf(key -> key.endsWith(".") || key.startsWith("site."));
    missing.removeAll(messages("en").stringPropertyNames());
    assertThat(missing).isEmpty();
  }

  @Test
  void hasASentenceForEveryReason() throws IOException {
    Set<String> keys = messages("en").stringPropertyNames();
    for (ArchiveRefused.Reason reason : ArchiveRefused.Reason.values()) {
      assertThat(keys).contains("problem.material.archive." + reason);
    }
    for (TreeRefused.Reason reason : TreeRefused.Reason.values()) {
      assertThat(keys).contains("problem.material.tree." + reason);
    }
    for (GitFetchRefused.Reason reason : GitFetchRefused.Reason.values()) {
      assertThat(keys).contains("problem.material.git." + reason);
    }
    for (MergeNote.Kind kind : MergeNote.Kind.values()) {
      assertThat(keys).contains("merge.note." + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  private static Properties messages(String language) throws IOException {
    Properties messages = new Properties();
    try (Reader in = reader("/messages/assignment/messages_" + language + ".properties")) {
      messages.load(in);
    }
    return messages;
  }

  private static String text(String resource) throws IOException {
    try (Reader in = reader(resource)) {
      StringBuilder all = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        all.append((char) c);
      }
      return all.toString();
    }
  }

  private static Reader reader(String resource) {
    return new InputStreamReader(
        MessagesTest.class.getResourceAsStream(resource), StandardCharsets.UTF_8);
  }
}
