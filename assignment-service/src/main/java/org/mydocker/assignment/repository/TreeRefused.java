package org.mydocker.assignment.repository;

/** A tree of files that is not taken, and the path where that became certain. */
public final class TreeRefused extends RuntimeException {

  public enum Reason {
    SYMLINK,
    SUBMODULE,
    TOO_MANY_FILES,
    TOO_MANY_BYTES,
    FILE_TOO_BIG,
    TOO_DEEP,
    NAME_TOO_LONG,
    NAME_FORBIDDEN,
    FILE_AND_DIRECTORY,
    TOO_MUCH_HISTORY,
    EMPTY
  }

  private final Reason reason;
  private final String path;

  public TreeRefused(Reason reason, String path) {
    super(reason + " at " + path);
    this.reason = reason;
    this.path = path;
  }

  public Reason reason() {
    return reason;
  }

  public String path() {
    return path;
  }
}
