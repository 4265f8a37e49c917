package org.mydocker.assignment.repository;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.RepositoryNotFoundException;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.StoredConfig;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.FileUtils;
import org.mydocker.assignment.repository.RepositoryUnavailable.Reason;

/**
 * All Git repositories, and the only type that opens one: {@code assignments/<random>/handout.git}
 * for an assignment's material and {@code assignments/<random>/students/<random>.git} for its
 * students, whose objects/info/alternates names the handout so that the material is stored once
 * (ACT-03). The path comes from a random id alone. Objects and refs are forced to disk, so what was
 * acknowledged survives the death of the process. Changes to one repository happen one at a time,
 * in this process by a stripe of locks and between processes by the {@link RepositoryLock}.
 */
public final class Repositories {

  /** Work on an open repository; it must not be used after the work has returned. */
  @FunctionalInterface
  public interface Work<T> {
    T in(Repository repository) throws IOException;
  }

  private static final String SHARED_OBJECTS = "../../../handout.git/objects\n";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Path assignments;
  private final RandomGenerator random;
  private final RepositoryLock lock;
  private final Stripes stripes = new Stripes(256, PATIENCE);

  /**
   * @param data the data directory; all repositories are under its {@code assignments}
   * @param random a secure one: ids are not secrets, but must not be guessable either
   */
  public Repositories(Path data, RandomGenerator random, RepositoryLock lock) {
    HermeticGit.install();
    this.assignments = data.resolve("assignments");
    this.random = random;
    this.lock = lock;
  }

  /**
   * Makes the directory and lets JGit measure its disk's clock, which takes a few seconds once per
   * process: at the start of the service, or else the first visitor waits.
   */
  public void prepare() {
    try {
      FS.FileStoreAttributes.get(Files.createDirectories(assignments));
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, assignments.toString(), e);
    }
  }

  /** Makes an empty repository for the material of a new assignment. */
  public MaterialId newMaterial() {
    MaterialId id = new MaterialId(randomId());
    create(id, BranchName.MAIN, "");
    return id;
  }

  /** Makes an empty student repository that sees the objects of its assignment's material. */
  public StudentRepositoryId newStudent(MaterialId material, BranchName branch) {
    requireExisting(material);
    StudentRepositoryId id = new StudentRepositoryId(material, randomId());
    create(id, branch, SHARED_OBJECTS);
    return id;
  }

  public boolean exists(RepositoryId id) {
    return Files.isRegularFile(directory(id).resolve(Constants.HEAD));
  }

  /** The students' repositories that are on disk, for the comparison with the rows. */
  public List<StudentRepositoryId> students(MaterialId material) {
    Path students = studentsDirectory(material);
    if (!Files.isDirectory(students)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(students)) {
      return all.map(path -> path.getFileName().toString())
          .filter(name -> name.matches("[0-9a-f]{32}\\.git"))
          .map(name -> new StudentRepositoryId(material, name.substring(0, 32)))
          .toList();
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, material.key(), e);
    }
  }

  /** Opens a repository; the caller closes it. */
  public Repository open(RepositoryId id) {
    try {
      return builder(id).setMustExist(true).build();
    } catch (RepositoryNotFoundException e) {
      throw new RepositoryUnavailable(Reason.MISSING, id.key(), e);
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, id.key(), e);
    }
  }

  /** Reads without a lock: objects never change and a ref is read whole. */
  public <T> T reading(RepositoryId id, Work<T> work) {
    try (Repository repository = open(id)) {
      return work.in(repository);
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, id.key(), e);
    }
  }

  /** Works in a fresh repository that is nobody's, and that is gone when the work returns. */
  public <T> T passing(Work<T> work) {
    try {
      Path place =
          Files.createTempDirectory(Files.createDirectories(assignments.resolve("passing")), "r");
      try (Repository repository =
          new FileRepositoryBuilder().setGitDir(place.toFile()).setBare().build()) {
        repository.create(true);
        return work.in(repository);
      } finally {
        FileUtils.delete(place.toFile(), FileUtils.RECURSIVE);
      }
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, "passing", e);
    }
  }

  /** Runs work that moves refs, alone in this repository. */
  public <T> T changing(RepositoryId id, Work<T> work) {
    return holding(id, () -> reading(id, work));
  }

  /** The lock of {@link #changing} alone, for who has the repository open already. */
  public <T> T holding(RepositoryId id, Supplier<T> work) {
    ReentrantLock stripe = stripes.acquire(id.key());
    try {
      return lock.holding(id, work);
    } finally {
      stripe.unlock();
    }
  }

  /** A place for the objects of one push, apart from the repository until they are accepted. */
  public Quarantine quarantine(StudentRepositoryId id) {
    requireExisting(id);
    try {
      return Quarantine.in(directory(id));
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, id.key(), e);
    }
  }

  /** Removes what pushes left behind that died with the process. Call when no push is running. */
  public void sweepQuarantines(StudentRepositoryId id) {
    try {
      Quarantine.sweep(directory(id));
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, id.key(), e);
    }
  }

  private void create(RepositoryId id, BranchName branch, String alternates) {
    Path directory = directory(id);
    try {
      Files.createDirectories(directory.getParent());
      try (Repository repository = builder(id).build()) {
        repository.create(true);
        repository.updateRef(Constants.HEAD).link(branch.ref());
        configure(repository.getConfig());
        if (!alternates.isEmpty()) {
          Path info = Files.createDirectories(directory.resolve("objects/info"));
          Files.writeString(info.resolve("alternates"), alternates, StandardCharsets.US_ASCII);
        }
      }
    } catch (IOException e) {
      throw new RepositoryUnavailable(Reason.FAILED, id.key(), e);
    }
  }

  private static void configure(StoredConfig config) throws IOException {
    config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncobjectfiles", true);
    config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "fsyncreffiles", true);
    config.setBoolean(ConfigConstants.CONFIG_CORE_SECTION, null, "symlinks", false);
    config.setString(ConfigConstants.CONFIG_CORE_SECTION, null, "logallrefupdates", "false");
    config.setBoolean("receive", null, "autogc", false);
    config.setInt("gc", null, "auto", 0);
    config.save();
  }

  private FileRepositoryBuilder builder(RepositoryId id) {
    File directory = directory(id).toFile();
    return new FileRepositoryBuilder().setGitDir(directory).setBare();
  }

  private void requireExisting(RepositoryId id) {
    if (!exists(id)) {
      throw new RepositoryUnavailable(Reason.MISSING, id.key());
    }
  }

  private Path directory(RepositoryId id) {
    if (id instanceof StudentRepositoryId student) {
      return studentsDirectory(student.material()).resolve(student.value() + ".git");
    }
    return assignments.resolve(((MaterialId) id).value()).resolve("handout.git");
  }

  private Path studentsDirectory(MaterialId material) {
    return assignments.resolve(material.value()).resolve("students");
  }

  private String randomId() {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * A fixed number of locks shared by all keys; two keys may wait for each other, none for ever.
   */
  private static final class Stripes {

    private final List<ReentrantLock> locks;
    private final Duration patience;

    Stripes(int count, Duration patience) {
      this.locks = IntStream.range(0, count).mapToObj(i -> new ReentrantLock()).toList();
      this.patience = patience;
    }

    ReentrantLock acquire(String key) {
      ReentrantLock lock = locks.get(Math.floorMod(key.hashCode(), locks.size()));
      try {
        if (!lock.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new RepositoryUnavailable(Reason.BUSY, key);
        }
        return lock;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RepositoryUnavailable(Reason.BUSY, key, e);
      }
    }
  }
}
