package org.mydocker.walls.archive;

import java.util.List;

/** What came out of an archive, and what was done to its names on the way (the first 100 notes). */
public record UnpackReport(int files, long bytes, List<Note> notes, int notesInAll) {
  public UnpackReport {
    notes = List.copyOf(notes);
  }

  /** One thing worth telling: about which entry (escaped), and, for a guess, which charset. */
  public record Note(Kind kind, String entry, String detail) {}

  /** What was done to an entry. */
  public enum Kind {
    /** {@code __MACOSX/} or {@code .DS_Store}: left out. */
    SKIPPED,
    /** The name was in no declared charset; {@code detail} says which was taken. */
    CHARSET_GUESSED,
    /** Backslashes of a Windows program were taken for slashes. */
    BACKSLASHES
  }
}
