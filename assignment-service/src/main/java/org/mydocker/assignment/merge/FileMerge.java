package org.mydocker.assignment.merge;

/** Joins the contents of one file that both sides changed, each in their own way. */
@FunctionalInterface
public interface FileMerge {

  Merged merge(byte[] base, byte[] ours, byte[] theirs);

  /** The way for a path: notebooks are more than lines, and all else is lines or bytes. */
  static FileMerge of(String path) {
    FileMerge lines = new LineMerge();
    return path.endsWith(".ipynb") ? new NotebookMerge(lines) : lines;
  }
}
