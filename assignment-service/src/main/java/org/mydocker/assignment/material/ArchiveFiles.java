package org.mydocker.assignment.material;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.TreeWriter;
import org.mydocker.walls.archive.ArchiveFormat;
import org.mydocker.walls.archive.ArchiveRefused;
import org.mydocker.walls.archive.UnpackLimits;
import org.mydocker.walls.archive.Unpacker;

/**
 * The files of an uploaded archive. It is read twice: once to the end to see that all of it is
 * sound and whether everything lies in one folder, which most zip programs add and nobody means;
 * then again to take the files, without that folder.
 */
public final class ArchiveFiles implements FileSource {

  private final Unpacker unpacker;
  private final ArchiveFormat format;
  private final Path archive;
  private final Optional<String> folder;

  private ArchiveFiles(
      Unpacker unpacker, ArchiveFormat format, Path archive, Optional<String> folder) {
    this.unpacker = unpacker;
    this.format = format;
    this.archive = archive;
    this.folder = folder;
  }

  /**
   * Reads the archive once.
   *
   * @throws ArchiveRefused for what cannot be taken
   */
  public static ArchiveFiles of(Unpacker unpacker, Upload upload) throws IOException {
    ArchiveFormat format = ArchiveFormat.of(upload.name());
    List<String> paths = new ArrayList<>();
    try (InputStream in = Files.newInputStream(upload.file())) {
      unpacker.unpack(
          format, in, UnpackLimits.usual(), (path, executable, body) -> paths.add(path.text()));
    }
    return new ArchiveFiles(unpacker, format, upload.file(), commonFolder(paths));
  }

  /** The one folder in which everything lay, and that was left out. */
  public Optional<String> folder() {
    return folder;
  }

  @Override
  public void streamTo(TreeWriter tree) throws IOException {
    int skipped = folder.map(name -> name.length() + 1).orElse(0);
    try (InputStream in = Files.newInputStream(archive)) {
      unpacker.unpack(
          format,
          in,
          UnpackLimits.usual(),
          (path, executable, body) -> tree.file(path.text().substring(skipped), executable, body));
    }
  }

  private static Optional<String> commonFolder(List<String> paths) {
    Set<String> tops = new HashSet<>();
    for (String path : paths) {
      int slash = path.indexOf('/');
      if (slash < 0) {
        return Optional.empty();
      }
      tops.add(path.substring(0, slash));
    }
    return tops.size() == 1 ? tops.stream().findFirst() : Optional.empty();
  }
}
