package org.mydocker.lti.people;

import java.text.Normalizer;
import java.util.Optional;

/**
 * Names and titles as platforms send them, made plain (MSG-16): composed, without control and
 * direction characters, of bounded length. Escaping is left to where they are shown.
 */
public final class PlainText {

  /** Names, labels and titles. */
  public static final int SHORT = 255;

  private PlainText() {}

  /** Empty when nothing is left. */
  public static Optional<String> cleaned(String raw, int most) {
    StringBuilder kept = new StringBuilder();
    Normalizer.normalize(raw, Normalizer.Form.NFC)
        .codePoints()
        .map(c -> Character.isWhitespace(c) ? ' ' : c)
        .filter(c -> !unwanted(c))
        .limit(most)
        .forEach(c -> append(kept, c, most));
    String text = kept.toString().strip();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static void append(StringBuilder kept, int c, int most) {
    if (kept.length() + Character.charCount(c) <= most) {
      kept.appendCodePoint(c);
    }
  }

  private static boolean unwanted(int c) {
    boolean direction = c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
    return direction
        || Character.getType(c) == Character.CONTROL
        || Character.getType(c) == Character.SURROGATE;
  }
}
