package org.mydocker.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every sentence is there in both languages, and says the same facts. */
class MessagesTest {

  private static final Pattern FACT = Pattern.compile("\\{[A-Za-z0-9-]+[^}]*}");

  @ParameterizedTest
  @ValueSource(strings = {"site", "lti", "assignment", "broker"})
  void eachKeyIsInBothLanguagesWithTheSameFacts(String module) throws IOException {
    Properties english = load(module, "en");
    Properties french = load(module, "fr");
    assertThat(new TreeSet<>(french.stringPropertyNames()))
        .isEqualTo(new TreeSet<>(english.stringPropertyNames()));
    for (String key : english.stringPropertyNames()) {
      assertThat(facts(french.getProperty(key)))
          .as(module + ": " + key)
          .isEqualTo(facts(english.getProperty(key)));
      assertThat(english.getProperty(key)).as(module + ": " + key).isNotBlank();
      assertThat(french.getProperty(key)).as(module + ": " + key).isNotBlank();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"site", "lti", "assignment", "broker"})
  void everyRefusalSaysWhatHappenedWhyAndWhatToDo(String module) throws IOException {
    Properties english = load(module, "en");
    for (String key : english.stringPropertyNames()) {
      if (key.startsWith("problem.") && key.endsWith(".title")) {
        String code = key.substring(0, key.length() - ".title".length());
        assertThat(english.stringPropertyNames()).contains(code + ".text", code + ".next");
      }
    }
  }

  @Test
  void servesFrenchToAnyFrenchAndEnglishToTheRest() {
    assertThat(Messages.served(Locale.CANADA_FRENCH)).isEqualTo(Locale.FRENCH);
    assertThat(Messages.served(Locale.JAPANESE)).isEqualTo(Locale.ENGLISH);
  }

  private static Properties load(String module, String language) throws IOException {
    Properties properties = new Properties();
    String name = "/messages/" + module + "/messages_" + language + ".properties";
    try (Reader reader =
        new InputStreamReader(
            MessagesTest.class.getResourceAsStream(name), StandardCharsets.UTF_8)) {
      properties.load(reader);
    }
    return properties;
  }

  /**
   * The formatter of messages takes a straight apostrophe for a quote and swallows it; the pages'
   * scripts fill in what is quoted so.
   */
  @ParameterizedTest
  @ValueSource(strings = {"site", "lti", "assignment", "broker"})
  void noSentenceLosesItsApostrophe(String module) throws IOException {
    for (String language : List.of("en", "fr")) {
      Properties messages = load(module, language);
      for (String key : messages.stringPropertyNames()) {
        String text = messages.getProperty(key).replaceAll("''|'\\{[a-z]+}'", "");
        assertThat(key.startsWith("problem.") || !text.contains("'"))
            .as(module + " " + language + ": " + key)
            .isTrue();
      }
    }
  }

  private static TreeSet<String> facts(String text) {
    TreeSet<String> facts = new TreeSet<>();
    Matcher matcher = FACT.matcher(text);
    while (matcher.find()) {
      facts.add(matcher.group());
    }
    return facts;
  }
}
