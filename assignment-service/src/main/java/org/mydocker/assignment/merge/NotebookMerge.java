package org.mydocker.assignment.merge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.mydocker.assignment.merge.Merged.Apart;
import org.mydocker.assignment.merge.Merged.Joined;

/**
 * Merges notebooks as the text they are, and only believes the result if no line was in dispute and
 * it is a notebook with unique cell ids; otherwise both stay side by side, so nothing is ever half
 * of one and half of the other. Merging cell by cell goes behind this same door (section 2.4).
 */
final class NotebookMerge implements FileMerge {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final FileMerge lines;

  NotebookMerge(FileMerge lines) {
    this.lines = lines;
  }

  @Override
  public Merged merge(byte[] base, byte[] ours, byte[] theirs) {
    Merged merged = lines.merge(base, ours, theirs);
    boolean sound =
        merged instanceof Joined joined && joined.kept().isEmpty() && notebook(joined.content());
    return sound ? merged : new Apart();
  }

  private static boolean notebook(byte[] content) {
    try {
      JsonNode cells = JSON.readTree(content).path("cells");
      return cells.isArray() && uniqueIds(cells);
    } catch (JsonProcessingException e) {
      return false; // the merge broke it: that is the question asked
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory", e);
    }
  }

  private static boolean uniqueIds(JsonNode cells) {
    Set<String> seen = new HashSet<>();
    for (JsonNode cell : cells) {
      if (cell.has("id") && !seen.add(cell.get("id").asText())) {
        return false;
      }
    }
    return true;
  }
}
