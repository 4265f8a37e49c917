package org.mydocker.lti.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("MSG-16")
class PlainTextTest {

  @Test
  void controlsAndDirectionMarksGoAndLinesBecomeOne() {
    assertThat(PlainText.cleaned("a\u0000b\r\nc\u202Ed", 255)).contains("ab  cd");
  }

  @Test
  void charactersAreComposed() {
    assertThat(PlainText.cleaned("e\u0301", 255)).contains("\u00E9");
  }

  @Test
  void whatIsTooLongIsCutBetweenCharacters() {
    assertThat(PlainText.cleaned("\uD83D\uDE00".repeat(300), 255).orElseThrow()).hasSize(254);
  }

  @Test
  void nothingIsNothing() {
    assertThat(PlainText.cleaned(" \t\u0007", 255)).isEmpty();
  }

  @Test
  void markupStaysWhatItIs() {
    assertThat(PlainText.cleaned("<b>=cmd</b>", 255)).contains("<b>=cmd</b>");
  }
}
