package org.mydocker.assignment.work;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.TreeWriter;

/**
 * The files of a working copy as the helper container streams them. Anything that is not a regular
 * file is passed by; names and sizes are checked by who takes the files.
 */
final class TarFiles implements FileSource {

  private final InputStream tar;

  /** As many as a tree may have; of what is ignored beside them the times are of no interest. */
  private static final int MOST = 100_000;

  private final SortedMap<String, Instant> saved = new TreeMap<>();
  private Instant newest = Instant.EPOCH;

  TarFiles(InputStream tar) {
    this.tar = tar;
  }

  @Override
  public void streamTo(TreeWriter tree) throws IOException {
    TarArchiveInputStream entries = new TarArchiveInputStream(tar, "UTF-8");
    for (TarArchiveEntry entry = entries.getNextEntry();
        entry != null;
        entry = entries.getNextEntry()) {
      if (entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()) {
        String path = path(entry.getName());
        tree.file(path, (entry.getMode() & 0100) != 0, entries);
        Instant modified = entry.getLastModifiedTime().toInstant();
        newest = modified.isAfter(newest) ? modified : newest;
        if (saved.size() < MOST) {
          saved.put(path, modified);
        }
      }
    }
  }

  /** When each file was saved, by its path. */
  SortedMap<String, Instant> saved() {
    return saved;
  }

  /** When the newest file was saved; empty before the stream was read, or for no file. */
  Optional<Instant> newest() {
    return newest.equals(Instant.EPOCH) ? Optional.empty() : Optional.of(newest);
  }

  private static String path(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }
}
