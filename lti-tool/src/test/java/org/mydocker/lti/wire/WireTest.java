package org.mydocker.lti.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"a\":2}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{} {}",
        "[]",
        "{\"a\":",
        "{'a':1}",
        "{\"a\":NaN}",
        "nonsense"
      })
  @Tag("TOK-04")
  void jsonWithTwoMeaningsOrNoneIsRefused(String text) {
    assertThatThrownBy(() -> StrictJson.object(text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  @Tag("TOK-04")
  void jsonThatIsTooDeepOrNotUtf8IsRefused() {
    String deep = "{\"a\":".repeat(20) + "1" + "}".repeat(20);
    assertThatThrownBy(() -> StrictJson.object(deep.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Malformed.class);
    assertThatThrownBy(
            () -> StrictJson.object("{\"a\":\"\u00E9\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .isInstanceOf(Malformed.class);
  }

  @Test
  @Tag("TOK-01")
  void aParameterThatComesTwiceIsMalformedWhereverItCame() {
    Form form = Form.parse("state=a", "state=b&id_token=x");
    assertThatThrownBy(() -> form.one("state")).isInstanceOf(Malformed.class);
    assertThat(form.one("id_token")).contains("x");
    assertThat(form.filled("error")).isEmpty();
  }

  @Test
  @Tag("INI-05")
  void parametersAreDecodedAsTheyWereMeant() {
    Form form = Form.parse("h=%7B%22cmid%22%3A%225%22%7D&p=a%2Bb+c%26%25%C3%A9");
    assertThat(form.one("h")).contains("{\"cmid\":\"5\"}");
    assertThat(form.one("p")).contains("a+b c&%\u00E9");
    assertThatThrownBy(() -> Form.parse("a=%zz")).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> Form.parse("a=%FF")).isInstanceOf(Malformed.class);
  }
}
