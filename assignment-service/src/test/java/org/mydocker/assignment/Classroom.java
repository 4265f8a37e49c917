package org.mydocker.assignment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jgit.lib.Repository;
import org.mydocker.assignment.handout.Consent;
import org.mydocker.assignment.handout.HandingOut;
import org.mydocker.assignment.handout.HandoutVersion;
import org.mydocker.assignment.handout.Handouts;
import org.mydocker.assignment.handout.Publishing;
import org.mydocker.assignment.merge.Change;
import org.mydocker.assignment.merge.MergeResult;
import org.mydocker.assignment.merge.Merging;
import org.mydocker.assignment.repository.BranchName;
import org.mydocker.assignment.repository.FileSource;
import org.mydocker.assignment.repository.IgnoredPaths;
import org.mydocker.assignment.repository.MaterialId;
import org.mydocker.assignment.repository.Repositories;
import org.mydocker.assignment.repository.RepositoryLock;
import org.mydocker.assignment.repository.StudentRepositoryId;
import org.mydocker.assignment.repository.TreeLimits;
import org.mydocker.assignment.submission.Snapshot;
import org.mydocker.assignment.submission.Snapshots;

/**
 * A small real course for tests: repositories in a directory, one assignment, a teacher who
 * publishes, and students with a working copy in memory that changes are applied to exactly as the
 * applier must, refusing what does not match.
 */
public final class Classroom {

  public static final Instant NOW = Instant.parse("2026-11-20T10:45:00Z");
  public static final String STAMP = "20261120104500";

  public final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
  public final Repositories repositories;
  public final MaterialId material;

  public Classroom(Path data) {
    repositories = new Repositories(data, new SecureRandom(), RepositoryLock.withinThisProcess());
    repositories.prepare();
    material = repositories.newMaterial();
  }

  /** Content and executable bit of a file. */
  public record Content(byte[] bytes, boolean executable) {
    public static Content of(String text) {
      return new Content(text.getBytes(StandardCharsets.UTF_8), false);
    }

    String sha256() {
      try {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }
  }

  public static FileSource source(Map<String, Content> files) {
    return tree -> {
      for (Map.Entry<String, Content> file : files.entrySet()) {
        Content content = file.getValue();
        tree.file(file.getKey(), content.executable(), new ByteArrayInputStream(content.bytes()));
      }
    };
  }

  /** Path, content, path, content... */
  public static SortedMap<String, Content> files(String... pathsAndTexts) {
    SortedMap<String, Content> files = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      files.put(pathsAndTexts[i], Content.of(pathsAndTexts[i + 1]));
    }
    return files;
  }

  /** All files below a directory, without those by which JGit probes the clock of the disk. */
  public static long bytesOnDisk(Path directory) throws IOException {
    AtomicLong bytes = new AtomicLong();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            boolean probe = file.getFileName().toString().startsWith(".probe-");
            bytes.addAndGet(probe ? 0 : attributes.size());
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path vanished, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    return bytes.get();
  }

  public HandoutVersion publish(String... pathsAndTexts) {
    return publish(files(pathsAndTexts));
  }

  public HandoutVersion publish(Map<String, Content> files) {
    return publishing()
        .publish(material, source(files), IgnoredPaths.NONE, Consent.GIVEN)
        .version();
  }

  public Publishing publishing() {
    return new Publishing(repositories, clock, TreeLimits.STANDARD);
  }

  public HandoutVersion current() {
    return new Handouts(repositories).current(material).orElseThrow();
  }

  public Student student() {
    return new Student(
        new HandingOut(repositories).handOut(material, BranchName.MAIN).repository());
  }

  /** A student, a repository, and the files of a working copy. */
  public final class Student {

    public final StudentRepositoryId repository;
    public final SortedMap<String, Content> home = new TreeMap<>();

    Student(StudentRepositoryId repository) {
      this.repository = repository;
    }

    public Student write(String path, String text) {
      home.put(path, Content.of(text));
      return this;
    }

    public Student write(String path, byte[] bytes) {
      home.put(path, new Content(bytes, false));
      return this;
    }

    public Student delete(String... paths) {
      Arrays.asList(paths).forEach(home::remove);
      return this;
    }

    public Optional<String> read(String path) {
      return Optional.ofNullable(home.get(path))
          .map(content -> new String(content.bytes(), StandardCharsets.UTF_8));
    }

    public Snapshot snapshot() {
      return new Snapshots(repositories, clock, TreeLimits.STANDARD)
          .take(repository, source(home), IgnoredPaths.NONE);
    }

    public MergeResult merge() {
      return new Merging(repositories, clock).merge(snapshot(), current());
    }

    public void settle(MergeResult merge) {
      new Merging(repositories, clock).settle(merge);
    }

    /** What an opening does: snapshot, merge, apply, settle. */
    public MergeResult open() {
      MergeResult merge = merge();
      apply(merge);
      settle(merge);
      return merge;
    }

    public void apply(MergeResult merge) {
      repositories.reading(
          repository,
          git -> {
            for (Change change : merge.changes()) {
              apply(git, change);
            }
            return merge;
          });
    }

    private void apply(Repository git, Change change) throws IOException {
      Optional<String> found = Optional.ofNullable(home.get(change.path())).map(Content::sha256);
      if (!found.equals(change.expected())) {
        throw new AssertionError("changed meanwhile: " + change);
      }
      if (change instanceof Change.Put put) {
        requireNoClash(put.path());
        home.put(put.path(), new Content(git.open(put.blob()).getCachedBytes(), put.executable()));
      } else {
        home.remove(change.path());
      }
    }

    private void requireNoClash(String path) {
      for (String other : home.keySet()) {
        if (other.startsWith(path + "/") || path.startsWith(other + "/")) {
          throw new AssertionError("file and directory: " + path + ", " + other);
        }
      }
    }
  }
}
