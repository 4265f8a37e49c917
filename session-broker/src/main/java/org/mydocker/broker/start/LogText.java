package org.mydocker.broker.start;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a container wrote, made fit to be shown: the last lines, each of bounded length, without the
 * codes that colour a terminal and without any other character that is not to be read. What is in a
 * container is a stranger's, and so are its lines.
 */
public final class LogText {

  /** Beside a start that goes on. */
  static final int LIVE_LINES = 20;

  static final int LIVE_WIDTH = 200;

  private static final int WIDTH = 2000;
  private static final int MOST = 64 << 10;
  private static final Pattern TERMINAL =
      Pattern.compile(
          "\u001b\\[[0-?]*[ -/]*[@-~]" // colours, the cursor
              + "|\u001b\\][^\u0007\u001b]*(\u0007|\u001b\\\\)?" // titles, links
              + "|\u001b[@-Z\\\\^_]");
  private static final Pattern UNREADABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}&&[^\n]]");

  private LogText() {}

  /** For a page of its own. */
  public static String page(String raw, int lines) {
    return clean(raw, lines, WIDTH);
  }

  static String live(String raw) {
    return clean(raw, LIVE_LINES, LIVE_WIDTH);
  }

  private static String clean(String raw, int lines, int width) {
    String latest = raw.length() <= MOST ? raw : raw.substring(raw.length() - MOST);
    List<String> clean =
        TERMINAL.matcher(latest).replaceAll("").lines().map(line -> clean(line, width)).toList();
    return String.join("\n", clean.subList(Math.max(0, clean.size() - lines), clean.size()));
  }

  private static String clean(String line, int width) {
    String readable = UNREADABLE.matcher(line.replace('\t', ' ')).replaceAll("").stripTrailing();
    if (readable.codePointCount(0, readable.length()) <= width) {
      return readable;
    }
    return readable.substring(0, readable.offsetByCodePoints(0, width)) + "…";
  }
}
