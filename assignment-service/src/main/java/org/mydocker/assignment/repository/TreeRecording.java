package org.mydocker.assignment.repository;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.util.TemporaryBuffer;
import org.mydocker.assignment.repository.FileTree.Leaf;
import org.mydocker.assignment.repository.TreeRefused.Reason;

/**
 * Writes a stream of files into a repository as blobs and remembers them as a tree: counts while
 * reading and believes no declared size (SAFE-04), takes the SHA-256 on the way, leaves out what
 * must not be in a tree and says so. Files up to a mebibyte pass through memory, larger ones
 * through a temporary file. Serves one tree and one thread.
 */
public final class TreeRecording implements TreeWriter {

  /** Looks at each file that was taken. */
  @FunctionalInterface
  public interface Inspection {
    Inspection NONE = (path, size, head) -> {};

    /**
     * @param head the first bytes, at most a mebibyte
     */
    void look(String path, long size, byte[] head);
  }

  private static final int IN_MEMORY = 1 << 20;

  private final ObjectInserter inserter;
  private final TreeLimits limits;
  private final IgnoredPaths ignored;
  private final Inspection inspection;
  private final SortedMap<String, Leaf> leaves = new TreeMap<>();
  private final SortedMap<String, FileEntry> entries = new TreeMap<>();
  private final List<Dropped> dropped = new ArrayList<>();
  private int seen;
  private long bytes;

  public TreeRecording(
      ObjectInserter inserter, TreeLimits limits, IgnoredPaths ignored, Inspection inspection) {
    this.inserter = inserter;
    this.limits = limits;
    this.ignored = ignored;
    this.inspection = inspection;
  }

  @Override
  public void file(String path, boolean executable, InputStream content) throws IOException {
    if (++seen > 4L * limits.paths()) {
      throw new TreeRefused(Reason.TOO_MANY_FILES, path);
    }
    Optional<Dropped.Reason> reason = FilePath.dropped(path, ignored);
    if (reason.isPresent()) {
      dropped.add(new Dropped(path, reason.get()));
      return;
    }
    FilePath.requireWithin(limits, path);
    if (leaves.size() >= limits.paths()) {
      throw new TreeRefused(Reason.TOO_MANY_FILES, path);
    }
    if (leaves.containsKey(path)) {
      throw new TreeRefused(Reason.FILE_AND_DIRECTORY, path);
    }
    record(path, executable, content);
  }

  /** The tree so far. */
  public FileTree tree() {
    return new FileTree(leaves);
  }

  /** What was taken, by path. */
  public List<FileEntry> entries() {
    return List.copyOf(entries.values());
  }

  public List<Dropped> dropped() {
    return List.copyOf(dropped);
  }

  private void record(String path, boolean executable, InputStream content) throws IOException {
    MessageDigest sha256 = sha256();
    TemporaryBuffer.LocalFile buffer = new TemporaryBuffer.LocalFile(null, IN_MEMORY);
    try (buffer) {
      try (OutputStream sink = new DigestOutputStream(buffer, sha256)) {
        copy(path, content, sink);
      }
      inspection.look(path, buffer.length(), buffer.toByteArray(IN_MEMORY));
      leaves.put(path, new Leaf(insert(buffer), executable));
      String hash = HexFormat.of().formatHex(sha256.digest());
      entries.put(path, new FileEntry(path, executable, buffer.length(), hash));
    } finally {
      buffer.destroy();
    }
  }

  private void copy(String path, InputStream content, OutputStream sink) throws IOException {
    byte[] chunk = new byte[16384];
    long size = 0;
    for (int n = content.read(chunk); n >= 0; n = content.read(chunk)) {
      size += n;
      bytes += n;
      if (size > limits.fileBytes()) {
        throw new TreeRefused(Reason.FILE_TOO_BIG, path);
      }
      if (bytes > limits.bytes()) {
        throw new TreeRefused(Reason.TOO_MANY_BYTES, path);
      }
      sink.write(chunk, 0, n);
    }
  }

  private ObjectId insert(TemporaryBuffer buffer) throws IOException {
    if (buffer.length() <= IN_MEMORY) {
      return inserter.insert(Constants.OBJ_BLOB, buffer.toByteArray());
    }
    ObjectId id;
    try (InputStream in = buffer.openInputStream();
        ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
      id = formatter.idFor(Constants.OBJ_BLOB, buffer.length(), in);
    }
    try (ObjectReader reader = inserter.newReader()) {
      if (reader.has(id)) {
        return id;
      }
    }
    try (InputStream in = buffer.openInputStream()) {
      return inserter.insert(Constants.OBJ_BLOB, buffer.length(), in);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
