package org.mydocker.broker.home;

import java.util.List;

/**
 * What a reader made of the files of a folder, and which files are not in it, or were being written
 * while they were taken (their content may be half of one version and half of another).
 */
public record Snapshot<T>(T value, List<Skipped> skipped, List<String> changedMeanwhile) {
  public Snapshot {
    skipped = List.copyOf(skipped);
    changedMeanwhile = List.copyOf(changedMeanwhile);
  }

  /** A path that was not taken; only the path of a name that is not UTF-8 is not exact. */
  public record Skipped(String path, Why why) {}

  /** Why something was not taken. */
  public enum Why {
    LINK,
    /** A FIFO, a socket or a device. */
    SPECIAL,
    TOO_LARGE,
    TOO_DEEP,
    OTHER_FILESYSTEM,
    NAME_NOT_UTF8,
    NOT_PERMITTED,
    VANISHED,
    OTHER
  }
}
