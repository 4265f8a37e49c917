package org.mydocker.walls.archive;

/**
 * A name that cannot be a {@link SafePath}; tells why, and shows the name with its odd characters
 * escaped.
 */
public final class PathRefused extends RuntimeException {
  /** What is wrong with the name. */
  public enum Reason {
    EMPTY,
    ABSOLUTE,
    DOT_SEGMENT,
    EMPTY_SEGMENT,
    CONTROL,
    ENCODING,
    BACKSLASH,
    COLON,
    GIT,
    RESERVED,
    TRAILING,
    SEGMENT_TOO_LONG,
    TOO_LONG,
    TOO_DEEP
  }

  private final Reason reason;
  private final String name;

  PathRefused(Reason reason, String name) {
    super(reason + ": " + Escaped.of(name));
    this.reason = reason;
    this.name = Escaped.of(name);
  }

  public Reason reason() {
    return reason;
  }

  /** The name, escaped and shortened: safe for a log and a page. */
  public String name() {
    return name;
  }
}
