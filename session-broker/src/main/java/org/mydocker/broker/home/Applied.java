package org.mydocker.broker.home;

import java.util.List;

/**
 * What became of changes: each path is done, or refused with the reason. Done also says that it was
 * so already, so the same changes may be sent again after a failure.
 */
public record Applied(List<String> done, List<Refused> refused) {
  public Applied {
    done = List.copyOf(done);
    refused = List.copyOf(refused);
  }

  public record Refused(String path, Why why) {}

  /** Why one change was not made; the file there was left as it is. */
  public enum Why {
    /** The file is another than expected. */
    CHANGED,
    /** A file is there where none was expected. */
    EXISTS,
    /** No file is there where one was expected. */
    MISSING,
    /** A folder, a link or something stranger is there. */
    NOT_A_FILE,
    /** A name on the way is a file or a link. */
    BLOCKED_PATH,
    NOT_PERMITTED,
    DISK_FULL,
    OTHER
  }
}
