package org.mydocker.assignment.merge;

import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;

/**
 * One step that makes a working copy what the merge says, to be taken in the order given. The
 * expected hash is what the file was when it was snapshotted: if it is another one by now, the step
 * must not be taken, and the opening starts again from a new snapshot.
 */
public sealed interface Change {

  String path();

  /**
   * The SHA-256 (lower-case hexadecimal) that the file at the path must have; empty: there must be
   * no file.
   */
  Optional<String> expected();

  /** Write a file, with the directories above it. */
  record Put(String path, boolean executable, ObjectId blob, long size, Optional<String> expected)
      implements Change {}

  /** Remove a file, and the directories above it that are then empty. */
  record Delete(String path, Optional<String> expected) implements Change {}
}
