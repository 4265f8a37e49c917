package org.mydocker.assignment.merge;

import java.util.List;
import org.mydocker.assignment.merge.MergeNote.Lines;

/** What became of one file that both sides changed. */
public sealed interface Merged {

  /**
   * One content.
   *
   * @param kept where both changed the same lines and the student's were kept; empty if nowhere
   */
  record Joined(byte[] content, List<Lines> kept) implements Merged {
    public Joined {
      kept = List.copyOf(kept);
    }
  }

  /** They cannot be joined: the student's stays and the teacher's is placed beside. */
  record Apart() implements Merged {}
}
