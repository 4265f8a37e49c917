package org.mydocker.assignment.merge;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.merge.MergeAlgorithm;
import org.eclipse.jgit.merge.MergeChunk;
import org.eclipse.jgit.merge.MergeChunk.ConflictState;
import org.eclipse.jgit.merge.MergeResult;
import org.mydocker.assignment.merge.MergeNote.Lines;

/**
 * Merges text by lines; where both changed the same ones the student's are kept, and which is said
 * (NBG-12). Line endings do not count: an editor that turned every LF into CRLF hides no change of
 * the teacher, and the student's endings stay (UPD-26). Binary content is never joined (UPD-07).
 */
final class LineMerge implements FileMerge {

  @Override
  public Merged merge(byte[] base, byte[] ours, byte[] theirs) {
    if (RawText.isBinary(base) || RawText.isBinary(ours) || RawText.isBinary(theirs)) {
      return new Merged.Apart();
    }
    LineEndings endings = LineEndings.of(ours);
    List<RawText> texts =
        List.of(text(base), text(ours), text(theirs)); // in the order of the chunks' indexes
    MergeResult<RawText> chunks =
        new MergeAlgorithm(new HistogramDiff())
            .merge(RawTextComparator.DEFAULT, texts.get(0), texts.get(1), texts.get(2));
    return assemble(texts, chunks, endings);
  }

  private static Merged assemble(
      List<RawText> texts, MergeResult<RawText> chunks, LineEndings endings) {
    Assembly merged = new Assembly();
    List<Lines> kept = new ArrayList<>();
    for (MergeChunk chunk : chunks) {
      ConflictState state = chunk.getConflictState();
      if (state == ConflictState.NEXT_CONFLICTING_RANGE
          || state == ConflictState.BASE_CONFLICTING_RANGE) {
        continue;
      }
      int first = merged.lines + 1;
      merged.append(texts.get(chunk.getSequenceIndex()), chunk.getBegin(), chunk.getEnd());
      if (state == ConflictState.FIRST_CONFLICTING_RANGE) {
        kept.add(new Lines(first, merged.lines));
      }
    }
    return new Merged.Joined(endings.applyTo(merged.bytes.toByteArray()), kept);
  }

  private static RawText text(byte[] content) {
    return new RawText(LineEndings.LF.applyTo(content));
  }

  /** The lines so far; a last line without its LF gets one when another follows. */
  private static final class Assembly {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int lines;
    private boolean open;

    void append(RawText text, int begin, int end) {
      for (int line = begin; line < end; line++) {
        if (open) {
          bytes.write('\n');
        }
        ByteBuffer content = text.getRawString(line);
        bytes.write(content.array(), content.position(), content.remaining());
        open = line == text.size() - 1 && text.isMissingNewlineAtEnd();
        if (!open) {
          bytes.write('\n');
        }
        lines++;
      }
    }
  }
}
