package org.mydocker.assignment.merge;

import java.io.ByteArrayOutputStream;

/** How the lines of a text end. */
enum LineEndings {
  LF,
  CRLF;

  /** CRLF if more than half of the lines end so. */
  static LineEndings of(byte[] text) {
    int lf = 0;
    int crlf = 0;
    for (int i = 0; i < text.length; i++) {
      if (text[i] == '\n') {
        lf++;
        crlf += i > 0 && text[i - 1] == '\r' ? 1 : 0;
      }
    }
    return crlf * 2 > lf ? CRLF : LF;
  }

  byte[] applyTo(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length + 64);
    for (int i = 0; i < text.length; i++) {
      boolean beforeLf = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
      if (text[i] == '\n' && this == CRLF) {
        out.write('\r');
      }
      if (!beforeLf) {
        out.write(text[i]);
      }
    }
    return out.toByteArray();
  }
}
