package org.mydocker.assignment.merge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.mydocker.assignment.merge.MergeNote.Kind;
import org.mydocker.assignment.repository.FileTree;
import org.mydocker.assignment.repository.FileTree.Leaf;

/**
 * The three-way merge of trees, path by path (section 2): {@code base} is what both sides had,
 * {@code ours} the student's working copy, {@code theirs} the other side. Deterministic, and
 * repeating it over a result that was already applied changes nothing. One object merges once.
 */
final class TreeMerge {

  /** Old path to new path, on either side. */
  record Renamed(Map<String, String> byUs, Map<String, String> byThem) {
    static final Renamed NOTHING = new Renamed(Map.of(), Map.of());
  }

  /** The merged tree and what there is to say about it. */
  record Outcome(FileTree tree, List<MergeNote> notes) {}

  private final FileTree base;
  private final FileTree ours;
  private final FileTree theirs;
  private final Renamed renamed;
  private final Side side;
  private final Blobs blobs;

  private final SortedMap<String, Leaf> result = new TreeMap<>();
  private final List<MergeNote> notes = new ArrayList<>();
  private final Set<String> done = new HashSet<>();

  TreeMerge(
      FileTree base, FileTree ours, FileTree theirs, Renamed renamed, Side side, Blobs blobs) {
    this.base = base;
    this.ours = ours;
    this.theirs = theirs;
    this.renamed = renamed;
    this.side = side;
    this.blobs = blobs;
  }

  Outcome merge() throws IOException {
    for (Map.Entry<String, String> rename : new TreeMap<>(renamed.byThem()).entrySet()) {
      followRename(rename.getKey(), rename.getValue());
    }
    SortedSet<String> paths = new TreeSet<>(base.files().keySet());
    paths.addAll(ours.files().keySet());
    paths.addAll(theirs.files().keySet());
    paths.removeAll(done);
    for (String path : paths) {
      mergePath(path);
    }
    separateFilesFromDirectories();
    return new Outcome(new FileTree(result), List.copyOf(notes));
  }

  private void mergePath(String path) throws IOException {
    Optional<Leaf> before = base.at(path);
    Optional<Leaf> own = ours.at(path);
    Optional<Leaf> other = theirs.at(path);
    if (own.equals(other)) {
      own.ifPresent(leaf -> result.put(path, leaf));
    } else if (before.isEmpty()) {
      mergeAdded(path, own, other);
    } else if (own.isEmpty()) {
      restore(path, before.get(), other.orElseThrow());
    } else if (other.isEmpty()) {
      mergeDeleted(path, before.get(), own.get());
    } else {
      mergeChanged(path, before.get(), own.get(), path, other.get());
    }
  }

  /** New on one side: taken. New on both: the other side's at the name, the student's moves. */
  private void mergeAdded(String path, Optional<Leaf> own, Optional<Leaf> other)
      throws IOException {
    if (own.isPresent() && other.isPresent()) {
      result.put(path, other.get());
      if (!own.get().blob().equals(other.get().blob())) {
        String moved = free(attempt -> side.givenWay(path, attempt));
        result.put(moved, own.get());
        notes.add(MergeNote.of(path, Kind.OWN_RENAMED, moved));
      }
      return;
    }
    own.or(() -> other).ifPresent(leaf -> result.put(path, leaf));
    if (own.isPresent() && directoryGone(path)) {
      notes.add(MergeNote.of(path, Kind.LEFT_BEHIND));
    }
  }

  private void restore(String path, Leaf before, Leaf other) {
    if (!side.restores() && other.equals(before)) {
      return;
    }
    result.put(path, other);
    String elsewhere = renamed.byUs().get(path);
    notes.add(
        elsewhere == null
            ? MergeNote.of(path, Kind.RESTORED)
            : MergeNote.of(path, Kind.RENAMED_AND_RESTORED, elsewhere));
  }

  private void mergeDeleted(String path, Leaf before, Leaf own) {
    if (own.equals(before)) {
      notes.add(MergeNote.of(path, Kind.DELETED));
    } else {
      result.put(path, own);
      notes.add(MergeNote.of(path, Kind.KEPT_THOUGH_DELETED));
    }
  }

  /** Present on all sides; at {@code target} on the other one, which may have renamed it. */
  private void mergeChanged(String path, Leaf before, Leaf own, String target, Leaf other)
      throws IOException {
    boolean executable =
        own.executable() == before.executable() ? other.executable() : own.executable();
    if (own.blob().equals(before.blob()) || own.blob().equals(other.blob())) {
      result.put(target, new Leaf(other.blob(), executable));
    } else if (other.blob().equals(before.blob())) {
      result.put(target, new Leaf(own.blob(), executable));
    } else if (join(path, before, own, other) instanceof Merged.Joined joined) {
      result.put(target, new Leaf(blobs.write(joined.content()), executable));
      if (!joined.kept().isEmpty()) {
        notes.add(new MergeNote(target, Kind.LINES_KEPT, Optional.empty(), joined.kept()));
      }
    } else {
      result.put(target, new Leaf(own.blob(), executable));
      placeBeside(target, other);
    }
  }

  private Merged join(String path, Leaf before, Leaf own, Leaf other) throws IOException {
    Optional<byte[]> base = blobs.joinable(before.blob());
    Optional<byte[]> mine = blobs.joinable(own.blob());
    Optional<byte[]> others = blobs.joinable(other.blob());
    if (base.isEmpty() || mine.isEmpty() || others.isEmpty()) {
      return new Merged.Apart();
    }
    return FileMerge.of(path).merge(base.get(), mine.get(), others.get());
  }

  /** Unless it lies there already, from this merge applied before. */
  private void placeBeside(String path, Leaf other) {
    int attempt = 0;
    String beside = side.beside(path, attempt);
    while (taken(beside) && !ours.at(beside).map(Leaf::blob).equals(Optional.of(other.blob()))) {
      beside = side.beside(path, ++attempt);
    }
    if (!taken(beside)) {
      result.put(beside, other);
    }
    notes.add(MergeNote.of(path, Kind.BOTH_KEPT, beside));
  }

  /** The other side renamed a file that the student changed: the changes go along (UPD-08). */
  private void followRename(String from, String to) throws IOException {
    Optional<Leaf> own = ours.at(from);
    if (own.isEmpty() || own.equals(base.at(from)) || ours.at(to).isPresent()) {
      return;
    }
    mergeChanged(from, base.at(from).orElseThrow(), own.get(), to, theirs.at(to).orElseThrow());
    notes.add(MergeNote.of(to, Kind.FOLLOWED_RENAME, from));
    done.add(from);
    done.add(to);
  }

  /** Where a name is a file on one side and a directory on the other, the student's gives way. */
  private void separateFilesFromDirectories() {
    for (String path : List.copyOf(result.keySet())) {
      SortedMap<String, Leaf> below = result.subMap(path + "/", path + "0"); // '0' follows '/'
      if (below.isEmpty() || !result.containsKey(path)) {
        continue;
      }
      String moved = free(attempt -> side.givenWay(path, attempt));
      if (theirs.at(path).isPresent()) {
        SortedMap<String, Leaf> directory = new TreeMap<>(below);
        below.clear();
        directory.forEach((file, leaf) -> result.put(moved + file.substring(path.length()), leaf));
        notes.add(MergeNote.of(path, Kind.OWN_DIRECTORY_RENAMED, moved));
      } else {
        result.put(moved, result.remove(path));
        notes.add(MergeNote.of(path, Kind.OWN_RENAMED, moved));
      }
    }
  }

  private boolean directoryGone(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return false;
    }
    String directory = path.substring(0, slash);
    return base.hasDirectory(directory) && !theirs.hasDirectory(directory);
  }

  private String free(IntFunction<String> names) {
    int attempt = 0;
    while (taken(names.apply(attempt))) {
      attempt++;
    }
    return names.apply(attempt);
  }

  private boolean taken(String path) {
    return result.containsKey(path)
        || ours.at(path).isPresent()
        || theirs.at(path).isPresent()
        || ours.hasDirectory(path)
        || theirs.hasDirectory(path);
  }
}
