package org.mydocker.assignment.repository;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.dircache.DirCacheBuilder;
import org.eclipse.jgit.dircache.DirCacheEntry;
import org.eclipse.jgit.lib.AnyObjectId;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.mydocker.assignment.repository.TreeRefused.Reason;

/** The files of a Git tree by path: nothing but files, which is all that this service knows. */
public record FileTree(SortedMap<String, Leaf> files) {

  public static final FileTree EMPTY = new FileTree(new TreeMap<>());

  /** A file's content and whether it may be executed. */
  public record Leaf(ObjectId blob, boolean executable) {}

  public FileTree {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    requireNoFileAboveAnother(files);
  }

  /** Reads a tree that a {@link TreeGuard} has measured or that this service wrote. */
  public static FileTree read(ObjectReader reader, AnyObjectId tree) throws IOException {
    SortedMap<String, Leaf> files = new TreeMap<>();
    try (TreeWalk walk = new TreeWalk(reader)) {
      walk.addTree(tree);
      walk.setRecursive(true);
      while (walk.next()) {
        FileMode mode = walk.getFileMode(0);
        requirePlain(mode, walk.getPathString());
        boolean executable = mode == FileMode.EXECUTABLE_FILE;
        files.put(walk.getPathString(), new Leaf(walk.getObjectId(0), executable));
      }
    }
    return new FileTree(files);
  }

  /** Writes the tree objects and returns the root's id; the caller flushes the inserter. */
  public ObjectId write(ObjectInserter inserter) throws IOException {
    DirCache index = DirCache.newInCore();
    DirCacheBuilder builder = index.builder();
    for (Map.Entry<String, Leaf> file : files.entrySet()) {
      DirCacheEntry entry = new DirCacheEntry(file.getKey());
      entry.setFileMode(
          file.getValue().executable() ? FileMode.EXECUTABLE_FILE : FileMode.REGULAR_FILE);
      entry.setObjectId(file.getValue().blob());
      builder.add(entry);
    }
    builder.finish();
    return index.writeTree(inserter);
  }

  public Optional<Leaf> at(String path) {
    return Optional.ofNullable(files.get(path));
  }

  /** Whether there is a file below this path, so that it is a directory. */
  public boolean hasDirectory(String path) {
    String below = path + "/";
    SortedMap<String, Leaf> rest = files.tailMap(below);
    return !rest.isEmpty() && rest.firstKey().startsWith(below);
  }

  private static void requirePlain(FileMode mode, String path) {
    if (mode == FileMode.SYMLINK) {
      throw new TreeRefused(Reason.SYMLINK, path);
    }
    if (mode == FileMode.GITLINK) {
      throw new TreeRefused(Reason.SUBMODULE, path);
    }
  }

  private static void requireNoFileAboveAnother(SortedMap<String, Leaf> files) {
    for (String path : files.keySet()) {
      for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
        if (files.containsKey(path.substring(0, slash))) {
          throw new TreeRefused(Reason.FILE_AND_DIRECTORY, path.substring(0, slash));
        }
      }
    }
  }
}
