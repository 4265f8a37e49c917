package org.mydocker.broker.home;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.mydocker.broker.engine.VolumeName;

/**
 * Homes that a restore laid into the data directory, each a tar named after its volume (site.md
 * BAK-01). One waits there until the home is needed and its volume is made: then it is brought in,
 * before any environment has the volume, and removed. One that was begun and not ended is begun
 * again. A home whose volume the engine still has is left as it is.
 */
public final class SavedHomes {

  private static final String BEGUN = ".begun";

  private final Path directory;
  private final Filling filling;

  /** A lock for each home that waits or waited: filling one keeps nobody from another. */
  private final Map<VolumeName, Object> locks = new ConcurrentHashMap<>();

  /** Brings a tar into a volume that is there; again is no error. */
  @FunctionalInterface
  public interface Filling {
    void unpack(VolumeName home, InputStream tar);
  }

  public SavedHomes(Path directory, Filling filling) {
    this.directory = directory;
    this.filling = filling;
  }

  /** The tar of that home, if one waits. */
  public Optional<Path> waiting(VolumeName home) {
    return Optional.of(tar(home)).filter(Files::isRegularFile);
  }

  /** Whether filling that home was begun and not ended: what is in it is not all of it. */
  boolean begun(VolumeName home) {
    return Files.exists(mark(home));
  }

  /** The volume is about to be made; until {@link #fill} ended it is not all there. */
  void begin(VolumeName home) {
    if (waiting(home).isPresent()) {
      synchronized (lock(home)) {
        beginAlone(home);
      }
    }
  }

  private void beginAlone(VolumeName home) {
    if (waiting(home).isPresent() && !begun(home)) {
      try {
        Files.createFile(mark(home));
      } catch (FileAlreadyExistsException another) {
        // Another instance begins as well; the lock in fill lets one of them do it.
      } catch (IOException e) {
        throw new UncheckedIOException("beginning to fill " + home, e);
      }
    }
  }

  private Object lock(VolumeName home) {
    return locks.computeIfAbsent(home, one -> new Object());
  }

  /**
   * Brings in what waits for a volume that was made just now. One at a time for each home, in all
   * instances that share the data directory; who comes second finds it done.
   */
  void fill(VolumeName home) {
    if (waiting(home).isEmpty()) {
      forgetMark(home); // Nothing waits, as for nearly every home.
      return;
    }
    synchronized (lock(home)) {
      fillAlone(home);
    }
  }

  private void fillAlone(VolumeName home) {
    try (FileChannel file =
            FileChannel.open(tar(home), StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock alone = file.lock()) {
      if (!alone.isValid() || !Files.exists(tar(home))) {
        return; // somebody else was faster
      }
      filling.unpack(home, kept(file));
      Files.delete(tar(home));
      Files.deleteIfExists(mark(home));
    } catch (NoSuchFileException none) {
      forgetMark(home); // Somebody else was faster.
    } catch (IOException e) {
      throw new UncheckedIOException("filling " + home + " from its saved copy", e);
    }
  }

  /** Who reads it to its end may close it; the file stays open, and locked, until all is done. */
  private static InputStream kept(FileChannel file) {
    return new FilterInputStream(Channels.newInputStream(file)) {
      @Override
      public void close() {
        // Closed with the lock.
      }
    };
  }

  /** One that is left of a fill that ended between its last two steps. */
  private void forgetMark(VolumeName home) {
    try {
      Files.deleteIfExists(mark(home));
    } catch (IOException e) {
      throw new UncheckedIOException("ending to fill " + home, e);
    }
  }

  private Path tar(VolumeName home) {
    return directory.resolve(home.value() + ".tar");
  }

  private Path mark(VolumeName home) {
    return directory.resolve(home.value() + BEGUN);
  }
}
