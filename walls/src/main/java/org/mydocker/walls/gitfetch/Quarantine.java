package org.mydocker.walls.gitfetch;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.internal.storage.file.FileRepository;
import org.eclipse.jgit.internal.storage.file.Pack;
import org.eclipse.jgit.internal.storage.file.PackIndex;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.ObjectWalk;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.transport.PackParser;
import org.mydocker.walls.gitfetch.GitFetchRefused.Reason;

/**
 * A repository of its own for what comes in, that sees the objects of the real one. Its packs move
 * over when all was judged; else they go away with it, and the real one never had them. (JGit has
 * the limit of an object's size in its parser, and no door to it for a fetch but this.)
 */
final class Quarantine extends FileRepository {
  private final Path directory;
  private final Repository real;
  private final GitFetchLimits limits;

  private Quarantine(Path directory, Repository real, GitFetchLimits limits) throws IOException {
    super(directory.toFile());
    this.directory = directory;
    this.real = real;
    this.limits = limits;
  }

  static Quarantine of(Repository real, Path parent, GitFetchLimits limits) throws IOException {
    Path directory = Files.createTempDirectory(parent, "fetch");
    Quarantine quarantine = new Quarantine(directory, real, limits);
    quarantine.create(true);
    Path alternates = directory.resolve("objects/info/alternates");
    Files.createDirectories(alternates.getParent());
    Files.writeString(alternates, objects(real).toAbsolutePath() + "\n");
    return quarantine;
  }

  private static Path objects(Repository repository) {
    return repository.getDirectory().toPath().resolve("objects");
  }

  @Override
  public ObjectInserter newObjectInserter() {
    ObjectInserter inserter = super.newObjectInserter();
    return new ObjectInserter.Filter() {
      @Override
      protected ObjectInserter delegate() {
        return inserter;
      }

      @Override
      public PackParser newPackParser(InputStream in) throws IOException {
        PackParser parser = inserter.newPackParser(counted(in));
        parser.setMaxObjectSizeLimit(limits.objectBytes());
        return parser;
      }
    };
  }

  /** The parser makes room for as many objects as the header says, before it has seen one. */
  private InputStream counted(InputStream in) throws IOException {
    byte[] head = in.readNBytes(12);
    if (head.length == 12) {
      checkCount(ByteBuffer.wrap(head).getInt(8) & 0xffffffffL);
    }
    return new SequenceInputStream(new ByteArrayInputStream(head), in);
  }

  private void checkCount(long objects) {
    if (objects > limits.objects()) {
      throw new GitFetchRefused(Reason.TOO_LARGE, "more than " + limits.objects() + " objects");
    }
  }

  /** Whether all is there that the commit needs, and what came is not too large. */
  void judge(ObjectId commit) throws IOException {
    long expanded = 0;
    try (ObjectReader reader = newObjectReader()) {
      for (Pack pack : getObjectDatabase().getPacks()) {
        for (PackIndex.MutableEntry entry : pack) {
          expanded += reader.getObjectSize(entry.toObjectId(), ObjectReader.OBJ_ANY);
          if (expanded > limits.expandedBytes()) {
            throw new GitFetchRefused(
                Reason.TOO_LARGE, "more than " + limits.expandedBytes() + " bytes expanded");
          }
        }
      }
    }
    try (ObjectWalk walk = new ObjectWalk(this)) {
      walk.markStart(walk.parseCommit(commit));
      for (Ref ref : real.getRefDatabase().getRefs()) {
        if (ref.getObjectId() != null) {
          RevObject known = walk.parseAny(ref.getObjectId());
          walk.markUninteresting(known);
        }
      }
      walk.checkConnectivity();
    } catch (MissingObjectException e) {
      throw new GitFetchRefused(Reason.OBJECTS, "objects are missing", e);
    }
  }

  /** Hands the packs over; an index comes last, so that no reader meets half a pack. */
  void release() throws IOException {
    Path target = Files.createDirectories(objects(real).resolve("pack"));
    for (Path file : packFiles()) {
      Path arriving = target.resolve("." + file.getFileName() + ".arriving");
      Files.move(file, arriving, StandardCopyOption.REPLACE_EXISTING);
      Files.move(
          arriving,
          target.resolve(file.getFileName()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private List<Path> packFiles() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("objects/pack"))) {
      return files
          .filter(file -> file.toString().matches(".*/pack-[0-9a-f]+\\.(pack|idx|rev)"))
          .sorted(Comparator.comparing(file -> file.toString().endsWith(".idx")))
          .toList();
    }
  }

  @Override
  public void close() {
    super.close();
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("the quarantine cannot be removed", e);
    }
  }
}
