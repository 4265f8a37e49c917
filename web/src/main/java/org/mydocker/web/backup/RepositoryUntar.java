package org.mydocker.web.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Writes the repositories of a backup; nothing but plain files and directories, nowhere else. */
final class RepositoryUntar {

  private RepositoryUntar() {}

  static void read(InputStream in, Path assignments) throws IOException {
    TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(in), "UTF-8");
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path path = assignments.resolve(entry.getName()).normalize();
      if (!path.startsWith(assignments)) {
        throw new RestoreRefused("The backup names a file outside: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(path);
      } else if (entry.isFile()) {
        Files.createDirectories(path.getParent());
        Files.copy(tar, path);
      } else {
        throw new RestoreRefused("The backup holds what is no file: " + entry.getName());
      }
    }
  }
}
