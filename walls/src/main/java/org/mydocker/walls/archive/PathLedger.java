package org.mydocker.walls.archive;

import java.util.HashMap;
import java.util.Map;
import org.mydocker.walls.archive.ArchiveRefused.Reason;

/**
 * The names that an archive has used: each once, none both file and directory, none that differs
 * from another in case only. Directories that are only implied count as entries too.
 */
final class PathLedger {
  private record Known(String text, boolean directory) {}

  private final Map<String, Known> byFolded = new HashMap<>();
  private final int limit;

  PathLedger(int limit) {
    this.limit = limit;
  }

  void directory(SafePath path) {
    parents(path);
    add(path.text(), true, path);
  }

  void file(SafePath path) {
    parents(path);
    add(path.text(), false, path);
  }

  private void parents(SafePath path) {
    String text = path.text();
    for (int slash = text.indexOf('/'); slash > 0; slash = text.indexOf('/', slash + 1)) {
      add(text.substring(0, slash), true, path);
    }
  }

  private void add(String text, boolean directory, SafePath entry) {
    Known known = byFolded.putIfAbsent(SafePath.fold(text), new Known(text, directory));
    if (known == null) {
      if (byFolded.size() > limit) {
        throw new ArchiveRefused(Reason.ENTRIES, entry.text(), "more than " + limit);
      }
    } else if (known.directory() != directory) {
      throw new ArchiveRefused(Reason.CLASH, entry.text(), "is a file and a directory");
    } else if (!known.text().equals(text)) {
      throw new ArchiveRefused(
          Reason.COLLISION, entry.text(), "differs in case only from " + Escaped.of(known.text()));
    } else if (!directory) {
      throw new ArchiveRefused(Reason.DUPLICATE, entry.text(), "is there twice");
    }
  }
}
