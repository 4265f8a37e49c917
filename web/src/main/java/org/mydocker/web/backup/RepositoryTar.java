package org.mydocker.web.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Writes living repositories so that every ref in the tar finds its objects there: students before
 * the handout whose objects they share, in each repository refs before objects, and loose objects
 * before packs, since Git moves them in that direction only. A file that goes away meanwhile was
 * replaced, and the newest packs are looked for again at the end.
 */
final class RepositoryTar {

  private static final int LOOKS_FOR_PACKS = 5;

  private final Path root;
  private final TarArchiveOutputStream tar;
  private final Set<Path> written = new HashSet<>();

  private RepositoryTar(Path root, TarArchiveOutputStream tar) {
    this.root = root;
    this.tar = tar;
  }

  /**
   * @param assignments the directory of all repositories; the tar's names are relative to it
   * @param out is closed, which writes the rest
   */
  static void write(Path assignments, OutputStream out) throws IOException {
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new BufferedOutputStream(out, 1 << 16), "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      if (Files.isDirectory(assignments)) {
        RepositoryTar repositories = new RepositoryTar(assignments, tar);
        for (Path assignment : children(assignments)) {
          repositories.assignment(assignment);
        }
      }
    }
  }

  private void assignment(Path assignment) throws IOException {
    Path students = assignment.resolve("students");
    if (Files.isDirectory(students)) {
      for (Path student : children(students)) {
        repository(student);
      }
    }
    for (Path other : children(assignment)) {
      if (!other.equals(students)) {
        repository(other);
      }
    }
  }

  private void repository(Path repository) throws IOException {
    Path objects = repository.resolve("objects");
    Path packs = objects.resolve("pack");
    files(repository, file -> !file.startsWith(objects));
    files(objects, file -> !file.startsWith(packs));
    boolean more = true;
    for (int look = 0; more && look < LOOKS_FOR_PACKS; look++) {
      more = files(packs, file -> true);
    }
  }

  /** Whether anything was there that had not been written before. */
  private boolean files(Path under, Predicate<Path> wanted) throws IOException {
    if (!Files.isDirectory(under)) {
      return false;
    }
    boolean any = false;
    List<Path> found;
    try (Stream<Path> all = Files.walk(under)) {
      found = all.filter(wanted).filter(RepositoryTar::lasting).toList();
    }
    for (Path path : found) {
      any |= written.add(path) && entry(path);
    }
    return any;
  }

  private boolean entry(Path path) throws IOException {
    String name = root.relativize(path).toString();
    if (Files.isDirectory(path)) {
      tar.putArchiveEntry(new TarArchiveEntry(name + "/"));
      tar.closeArchiveEntry();
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      long size = Files.size(path);
      entry.setSize(size);
      tar.putArchiveEntry(entry);
      byte[] block = new byte[1 << 16];
      long left = size;
      while (left > 0) {
        int read = in.read(block, 0, (int) Math.min(block.length, left));
        if (read < 0) {
          throw new IOException("a file became shorter while it was read: " + name);
        }
        tar.write(block, 0, read);
        left -= read;
      }
      tar.closeArchiveEntry();
      return true;
    } catch (NoSuchFileException gone) {
      return false; // Git replaced it; what took its place is found by the next look.
    }
  }

  /** Neither a lock nor something that Git is still writing. */
  private static boolean lasting(Path path) {
    String name = path.getFileName().toString();
    return !name.endsWith(".lock")
        && !name.startsWith("tmp_")
        && !name.startsWith("incoming_")
        && !Files.isSymbolicLink(path)
        && (Files.isRegularFile(path) || Files.isDirectory(path));
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).sorted(Comparator.naturalOrder()).toList();
    }
  }
}
