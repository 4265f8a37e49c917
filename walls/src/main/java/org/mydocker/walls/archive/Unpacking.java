package org.mydocker.walls.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.mydocker.walls.archive.ArchiveRefused.Reason;
import org.mydocker.walls.archive.UnpackReport.Kind;
import org.mydocker.walls.archive.UnpackReport.Note;

/**
 * One unpacking under way: what has come out so far, held against the limits, whatever the format.
 * The readers of the formats hand their entries to {@link #file} and {@link #directory}.
 */
final class Unpacking {
  private static final int NOTES = 100;

  private final UnpackLimits limits;
  private final Sink sink;
  private final LongSupplier archiveIn;
  private final LongSupplier nanoTime;
  private final long begun;
  private final PathLedger ledger;
  private final List<Note> notes = new ArrayList<>();
  private int notesInAll;
  private int headers;
  private int files;
  private long bytes;

  Unpacking(UnpackLimits limits, Sink sink, LongSupplier archiveIn, LongSupplier nanoTime) {
    this.limits = limits;
    this.sink = sink;
    this.archiveIn = archiveIn;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
    this.ledger = new PathLedger(limits.entries());
  }

  UnpackLimits limits() {
    return limits;
  }

  /** To be called for each entry seen, taken or skipped. */
  void header(String name) {
    if (++headers > limits.entries()) {
      throw new ArchiveRefused(Reason.ENTRIES, name, "more than " + limits.entries());
    }
    checkTime();
  }

  void checkTime() {
    if (nanoTime.getAsLong() - begun > limits.time().toNanos()) {
      throw new ArchiveRefused(Reason.TIME, "took longer than " + limits.time());
    }
  }

  void note(Kind kind, String entry, String detail) {
    notesInAll++;
    if (notes.size() < NOTES) {
      notes.add(new Note(kind, Escaped.of(entry), detail));
    }
  }

  /** The path; none where the entry is the top directory itself ({@code ./}). */
  static Optional<SafePath> path(String name) {
    String rest = name;
    while (rest.startsWith("./")) {
      rest = rest.substring(2);
    }
    if (rest.endsWith("/")) {
      rest = rest.substring(0, rest.length() - 1);
    }
    boolean top = rest.equals(".") || (rest.isEmpty() && name.startsWith("./"));
    try {
      return top ? Optional.empty() : Optional.of(SafePath.of(rest));
    } catch (PathRefused e) {
      throw new ArchiveRefused(Reason.PATH, name, "the name is refused: " + e.reason(), e);
    }
  }

  /** Whether the entry is what macOS adds and nobody wants; noted if so. */
  boolean skips(SafePath path) {
    boolean junk = path.segments().get(0).equals("__MACOSX") || path.name().equals(".DS_Store");
    if (junk) {
      note(Kind.SKIPPED, path.text(), "");
    }
    return junk;
  }

  void directory(SafePath path) {
    ledger.directory(path);
  }

  /**
   * Hands one file on and reads what the sink left.
   *
   * @param entryIn how many bytes this entry takes in the archive, or all read so far
   */
  void file(SafePath path, boolean executable, InputStream content, LongSupplier entryIn)
      throws IOException {
    ledger.file(path);
    files++;
    BoundedBody body = new BoundedBody(path.text(), content, entryIn, this);
    sink.file(path, executable, body);
    body.drain();
  }

  /** Reads a skipped entry away, counted as any other. */
  void skip(String name, InputStream content, LongSupplier entryIn) throws IOException {
    new BoundedBody(name, content, entryIn, this).drain();
  }

  void count(String entry, int more, long ofEntry, long entryIn) {
    bytes += more;
    if (ofEntry > limits.entryBytes()) {
      throw new ArchiveRefused(
          Reason.ENTRY_SIZE, entry, "more than " + limits.entryBytes() + " bytes");
    }
    if (bytes > limits.totalBytes()) {
      throw new ArchiveRefused(
          Reason.TOTAL_SIZE, entry, "more than " + limits.totalBytes() + " bytes in all");
    }
    if (limits.expandsTooMuch(ofEntry, entryIn)
        || limits.expandsTooMuch(bytes, archiveIn.getAsLong())) {
      throw new ArchiveRefused(
          Reason.RATIO, entry, "expands more than " + limits.ratio() + " times");
    }
    checkTime();
  }

  UnpackReport report() {
    return new UnpackReport(files, bytes, notes, notesInAll);
  }
}
