package org.mydocker.web.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that nobody but the service's user can read. */
final class OwnerOnly {

  private OwnerOnly() {}

  /** A new, empty file of mode 0600. */
  static Path create(Path file) throws IOException {
    return Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
  }

  /** The directory, of mode 0700, with its parents; one that is there is narrowed. */
  static Path directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
  }
}
