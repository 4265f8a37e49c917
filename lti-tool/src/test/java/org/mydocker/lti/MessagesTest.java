package org.mydocker.lti;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mydocker.lti.deeplink.DeepLinkingRefused;
import org.mydocker.lti.login.LaunchRejected;
import org.mydocker.lti.registration.RegistrationRefused;

class MessagesTest {

  private static Properties messages(String language) {
    Properties messages = new Properties();
    try (var in =
        MessagesTest.class.getResourceAsStream(
            "/messages/lti/messages_" + language + ".properties")) {
      messages.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return messages;
  }

  private static Stream<String> codes() {
    return Stream.of(
            Arrays.stream(LaunchRejected.Reason.values()).map(LaunchRejected.Reason::code),
            Arrays.stream(RegistrationRefused.Reason.values())
                .map(RegistrationRefused.Reason::code),
            Arrays.stream(DeepLinkingRefused.Reason.values()).map(DeepLinkingRefused.Reason::code))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "fr"})
  @Tag("OPS-05")
  void everyRefusalSaysWhatHappenedAndWhatToDo(String language) {
    Properties messages = messages(language);
    codes()
        .forEach(
            code -> {
              for (String part : new String[] {"title", "text", "next"}) {
                assertThat(messages.getProperty("problem." + code + "." + part, ""))
                    .as(code + "." + part)
                    .isNotBlank();
              }
            });
  }

  @Test
  void bothLanguagesSayTheSameThings() {
    assertThat(messages("fr").stringPropertyNames())
        .isEqualTo(messages("en").stringPropertyNames());
  }

  @Test
  void everyMessageThatATemplateAsksForIsThere() throws IOException {
    Set<String> asked = new TreeSet<>();
    Pattern key = Pattern.compile("#\\{(lti\\.[a-zA-Z.-]+)[(}]");
    try (Stream<Path> templates = Files.list(Path.of("src/main/resources/templates/lti"))) {
      for (Path template : templates.toList()) {
        Matcher matcher = key.matcher(Files.readString(template));
        while (matcher.find()) {
          asked.add(matcher.group(1));
        }
      }
    }
    assertThat(asked).isNotEmpty();
    assertThat(messages("en").stringPropertyNames()).containsAll(asked);
  }
}
