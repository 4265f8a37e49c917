package org.mydocker.assignment.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/**
 * Where a push waits for its verdict (SAFE-03): a view of a repository whose new objects go to a
 * directory of their own while its refs and all older objects are the real ones. {@link #admit}
 * links the received packs into the repository, forced to disk, before any ref moves; closing
 * removes the directory, so a refused or broken push leaves nothing.
 */
public final class Quarantine implements AutoCloseable {

  private static final String INCOMING = "incoming";

  private final Path objects;
  private final Path incoming;
  private final Repository repository;

  private Quarantine(Path objects, Path incoming, Repository repository) {
    this.objects = objects;
    this.incoming = incoming;
    this.repository = repository;
  }

  static Quarantine in(Path gitDirectory) throws IOException {
    Path parent = Files.createDirectories(gitDirectory.resolve(INCOMING));
    Path incoming = Files.createTempDirectory(parent, "push");
    Files.createDirectories(incoming.resolve("pack"));
    Path objects = gitDirectory.resolve("objects");
    Repository view =
        new FileRepositoryBuilder()
            .setGitDir(gitDirectory.toFile())
            .setBare()
            .setObjectDirectory(incoming.toFile())
            .addAlternateObjectDirectory(objects.toFile())
            .setMustExist(true)
            .build();
    return new Quarantine(objects, incoming, view);
  }

  static void sweep(Path gitDirectory) throws IOException {
    delete(gitDirectory.resolve(INCOMING));
  }

  /** The view to receive into; closed with the quarantine. */
  public Repository repository() {
    return repository;
  }

  /** Takes the received packs into the repository; afterwards refs may point to their objects. */
  public void admit() throws IOException {
    Path packs = Files.createDirectories(objects.resolve("pack"));
    for (Path file : received()) {
      force(file);
      try {
        Files.createLink(packs.resolve(file.getFileName()), file);
      } catch (FileAlreadyExistsException e) {
        continue; // named by its content: the same pack was pushed before
      }
    }
    force(packs);
  }

  @Override
  public void close() {
    repository.close();
    try {
      delete(incoming);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The packs first and the indexes last, since a pack is visible once its index is. */
  private List<Path> received() throws IOException {
    try (Stream<Path> files = Files.list(incoming.resolve("pack"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("pack-[0-9a-f]+\\.(pack|idx)"))
          .sorted(Comparator.comparing(file -> file.getFileName().toString().endsWith(".idx")))
          .toList();
    }
  }

  private static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> all = Files.walk(directory)) {
      deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.deleteIfExists(path);
    }
  }
}
