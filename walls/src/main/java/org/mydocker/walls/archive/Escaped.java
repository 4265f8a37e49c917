package org.mydocker.walls.archive;

/**
 * A stranger's name made fit for a log line or a message: controls escaped, at most 200 characters.
 */
final class Escaped {
  private static final int SHOWN = 200;

  private Escaped() {}

  static String of(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints().limit(SHOWN).forEach(c -> append(shown, c));
    return name.codePointCount(0, name.length()) > SHOWN ? shown + "…" : shown.toString();
  }

  private static void append(StringBuilder shown, int c) {
    int type = Character.getType(c);
    if (c == '\\') {
      shown.append("\\\\");
    } else if (type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      shown.append("\\u{").append(Integer.toHexString(c)).append('}');
    } else {
      shown.appendCodePoint(c);
    }
  }
}
