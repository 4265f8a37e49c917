package org.mydocker.assignment.work;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.mydocker.kernel.environment.SessionKey;
import org.mydocker.kernel.workspace.Applied;
import org.mydocker.kernel.workspace.Change;
import org.mydocker.kernel.workspace.FolderName;
import org.mydocker.kernel.workspace.HomeId;
import org.mydocker.kernel.workspace.TarReader;
import org.mydocker.kernel.workspace.Workspaces;

/**
 * Homes in memory that keep the promises of {@link Workspaces}: a home per key, an absent folder is
 * an empty tar, what changed meanwhile is left and reported.
 */
public final class FakeWorkspaces implements Workspaces {

  private final Map<SessionKey, HomeId> homes = new HashMap<>();
  private final Map<String, TreeMap<String, byte[]>> folders = new HashMap<>();
  private final List<Runnable> beforeApplying = new ArrayList<>();
  private boolean full;

  @Override
  public HomeId home(SessionKey key) {
    return homes.computeIfAbsent(key, k -> HomeId.random());
  }

  @Override
  public <T> T snapshot(HomeId home, FolderName folder, TarReader<T> reader) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, "UTF-8")) {
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        for (Map.Entry<String, byte[]> file : files(home, folder).entrySet()) {
          TarArchiveEntry entry = new TarArchiveEntry("./" + file.getKey());
          entry.setSize(file.getValue().length);
          entry.setModTime(Instant.parse("2026-11-20T09:00:00Z").toEpochMilli());
          tar.putArchiveEntry(entry);
          tar.write(file.getValue());
          tar.closeArchiveEntry();
        }
      }
      return reader.read(new ByteArrayInputStream(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Applied apply(HomeId home, FolderName folder, List<Change> changes) {
    if (!beforeApplying.isEmpty()) {
      beforeApplying.remove(0).run();
    }
    if (full) {
      throw new IllegalStateException("no space left in the home");
    }
    List<String> done = new ArrayList<>();
    List<String> left = new ArrayList<>();
    TreeMap<String, byte[]> files = files(home, folder);
    for (Change change : changes) {
      Optional<String> now = Optional.ofNullable(files.get(change.path())).map(FakeWorkspaces::sha);
      if (!now.equals(change.expected())) {
        left.add(change.path());
      } else {
        take(files, change);
        done.add(change.path());
      }
    }
    return new Applied(done, left);
  }

  public void write(HomeId home, FolderName folder, String path, String content) {
    files(home, folder).put(path, content.getBytes(StandardCharsets.UTF_8));
  }

  public void delete(HomeId home, FolderName folder, String path) {
    files(home, folder).remove(path);
  }

  /** The content of a file; empty if it is not there. */
  public Optional<String> read(HomeId home, FolderName folder, String path) {
    return Optional.ofNullable(files(home, folder).get(path))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  public List<String> paths(HomeId home, FolderName folder) {
    return List.copyOf(files(home, folder).keySet());
  }

  /** Happens between a snapshot and the next apply: somebody saves in the environment. */
  public void beforeNextApply(Runnable saving) {
    beforeApplying.add(saving);
  }

  public void full(boolean isFull) {
    full = isFull;
  }

  private TreeMap<String, byte[]> files(HomeId home, FolderName folder) {
    return folders.computeIfAbsent(home + "/" + folder, key -> new TreeMap<>());
  }

  private static void take(TreeMap<String, byte[]> files, Change change) {
    if (change instanceof Change.Put put) {
      try (InputStream content = put.body().open()) {
        files.put(put.path(), content.readAllBytes());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    } else {
      files.remove(change.path());
    }
  }

  private static String sha(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
