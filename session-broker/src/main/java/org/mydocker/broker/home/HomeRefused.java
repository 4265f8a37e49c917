package org.mydocker.broker.home;

/** The helper did not do what it was asked; nothing was changed, unless it is said. */
public final class HomeRefused extends RuntimeException {

  /** Why, as far as somebody can do something about it. */
  public enum Reason {
    NO_SUCH_HOME,
    NO_SUCH_FOLDER,
    /** The folder, or one above it, is a link or a file. */
    FOLDER_BLOCKED,
    /** The helper's own folder in the home was replaced by something else. */
    WORK_FOLDER_BLOCKED,
    TOO_MANY_ENTRIES,
    TOO_MANY_BYTES,
    DISK_FULL,
    NOT_WRITABLE,
    /** Somebody else is applying changes. */
    BUSY,
    TIMED_OUT,
    /** The helper ended in the middle; changes that were begun are finished at the next act. */
    BROKEN
  }

  private final Reason reason;

  HomeRefused(Reason reason, String detail) {
    super(detail.isEmpty() ? reason.toString() : reason + ": " + detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
