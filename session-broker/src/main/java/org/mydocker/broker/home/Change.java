package org.mydocker.broker.home;

import java.util.Optional;

/**
 * One file that is to become another. Each change says what its sender believes to be there, and is
 * refused if something else is: nobody's work is ever overwritten unseen.
 */
public sealed interface Change {

  /** Relative to the folder, names separated by slashes. */
  String path();

  /** Writes a file: a new one where nothing is expected, else in the place of the expected one. */
  record Put(String path, Content content, boolean executable, Optional<FileHash> expected)
      implements Change {
    public Put {
      Paths.require(path);
    }
  }

  /** Removes the expected file, and the folders that are empty then. */
  record Delete(String path, FileHash expected) implements Change {
    public Delete {
      Paths.require(path);
    }
  }
}
