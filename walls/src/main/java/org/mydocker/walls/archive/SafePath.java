package org.mydocker.walls.archive;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.mydocker.walls.archive.PathRefused.Reason;

/**
 * A relative path that is harmless on Linux, macOS and Windows and in a Git tree (SAFE-14).
 *
 * <p>It has one to 64 segments parted by {@code /}, in NFC, none of which is empty, {@code .},
 * {@code ..}, a spelling of {@code .git}, a Windows device, or ends in a dot or a space; no control
 * character, backslash or colon; at most 255 bytes a segment and 4096 in all. Two paths with the
 * same {@link #folded()} form would be one file where case does not count.
 */
public record SafePath(String text) implements Comparable<SafePath> {
  private static final int MAX_BYTES = 4096;
  private static final int MAX_SEGMENT_BYTES = 255;
  private static final int MAX_DEPTH = 64;
  private static final Pattern RESERVED =
      Pattern.compile(
          "(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\\$|conout\\$|clock\\$) *(\\..*)?");
  private static final Pattern GIT = Pattern.compile("(?i)(\\.git[ .]*|git~[0-9]+)");

  /** What HFS+ ignores in a name when it compares. */
  private static final Pattern IGNORABLE =
      Pattern.compile("[\\u200c-\\u200f\\u202a-\\u202e\\u206a-\\u206f\\ufeff]");

  public SafePath {
    text = checked(text);
  }

  /**
   * The path that this text names.
   *
   * @throws PathRefused if it is not one
   */
  public static SafePath of(String text) {
    return new SafePath(text);
  }

  private static String checked(String raw) {
    require(!raw.isEmpty(), Reason.EMPTY, raw);
    require(raw.length() <= MAX_BYTES, Reason.TOO_LONG, raw);
    require(StandardCharsets.UTF_8.newEncoder().canEncode(raw), Reason.ENCODING, raw);
    require(raw.codePoints().noneMatch(Character::isISOControl), Reason.CONTROL, raw);
    require(raw.indexOf('\\') < 0, Reason.BACKSLASH, raw);
    require(raw.charAt(0) != '/', Reason.ABSOLUTE, raw);
    require(raw.indexOf(':') < 0, Reason.COLON, raw);
    String text = Normalizer.normalize(raw, Normalizer.Form.NFC);
    require(bytes(text) <= MAX_BYTES, Reason.TOO_LONG, raw);
    String[] segments = text.split("/", -1);
    require(segments.length <= MAX_DEPTH, Reason.TOO_DEEP, raw);
    for (String segment : segments) {
      checkSegment(segment, raw);
    }
    return text;
  }

  private static void checkSegment(String segment, String raw) {
    require(!segment.isEmpty(), Reason.EMPTY_SEGMENT, raw);
    require(!segment.equals(".") && !segment.equals(".."), Reason.DOT_SEGMENT, raw);
    require(bytes(segment) <= MAX_SEGMENT_BYTES, Reason.SEGMENT_TOO_LONG, raw);
    String seen = IGNORABLE.matcher(segment).replaceAll("");
    require(!GIT.matcher(seen).matches(), Reason.GIT, raw);
    require(!segment.endsWith(".") && !segment.endsWith(" "), Reason.TRAILING, raw);
    require(!seen.isEmpty() && !seen.equals(".") && !seen.equals(".."), Reason.DOT_SEGMENT, raw);
    require(!RESERVED.matcher(segment).matches(), Reason.RESERVED, raw);
  }

  private static void require(boolean holds, Reason reason, String raw) {
    if (!holds) {
      throw new PathRefused(reason, raw);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The segments, at least one. */
  public List<String> segments() {
    return List.of(text.split("/"));
  }

  /** The last segment. */
  public String name() {
    return text.substring(text.lastIndexOf('/') + 1);
  }

  /** The directory that holds it; empty at the top. */
  public Optional<SafePath> parent() {
    int slash = text.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : Optional.of(new SafePath(text.substring(0, slash)));
  }

  /** {@code other} below this path; refused if the whole is too long or too deep. */
  public SafePath resolve(SafePath other) {
    return new SafePath(text + "/" + other.text);
  }

  /** The form in which names that a case-insensitive file system takes for one are equal. */
  public String folded() {
    return fold(text);
  }

  static String fold(String text) {
    String folded =
        IGNORABLE.matcher(text).replaceAll("").toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded, Normalizer.Form.NFC);
  }

  @Override
  public int compareTo(SafePath other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
