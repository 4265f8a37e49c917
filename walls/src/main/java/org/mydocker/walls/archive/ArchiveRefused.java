package org.mydocker.walls.archive;

import java.util.Optional;

/** An archive that is not taken: why, and at which entry (its name escaped, safe to show). */
public final class ArchiveRefused extends RuntimeException {
  /** Why an archive is not taken. */
  public enum Reason {
    /** The file name ends in nothing that we know. */
    FORMAT,
    /** The content is not what the chosen format says. */
    MAGIC,
    /** An entry's name is not a {@link SafePath}. */
    PATH,
    /** A symbolic or hard link. */
    LINK,
    /** A device, a FIFO or something else that is neither file nor directory. */
    SPECIAL,
    SPARSE,
    /** The same name twice. */
    DUPLICATE,
    /** Two names that differ in case only. */
    COLLISION,
    /** A name that is a file and a directory. */
    CLASH,
    /** More entries than allowed. */
    ENTRIES,
    TOTAL_SIZE,
    ENTRY_SIZE,
    /** Expands more than allowed. */
    RATIO,
    /** Takes longer than allowed. */
    TIME,
    /** Would need too much memory to unpack. */
    MEMORY,
    ENCRYPTED,
    /** A compression method other than stored and deflated. */
    METHOD,
    /** Two places of the archive tell different things of one entry. */
    MISMATCH,
    /** Two entries share bytes. */
    OVERLAP,
    /** Bytes before, between or after what belongs to the archive; a second archive appended. */
    JUNK,
    TRUNCATED,
    CORRUPT
  }

  private final Reason reason;
  private final String entry;

  ArchiveRefused(Reason reason, String entry, String detail) {
    super(reason + (entry.isEmpty() ? "" : " at " + Escaped.of(entry)) + ": " + detail);
    this.reason = reason;
    this.entry = Escaped.of(entry);
  }

  ArchiveRefused(Reason reason, String detail) {
    this(reason, "", detail);
  }

  ArchiveRefused(Reason reason, String entry, String detail, Throwable cause) {
    this(reason, entry, detail);
    initCause(cause);
  }

  public Reason reason() {
    return reason;
  }

  /** The entry at which it was refused, escaped; empty when it is about the archive as a whole. */
  public Optional<String> entry() {
    return entry.isEmpty() ? Optional.empty() : Optional.of(entry);
  }
}
