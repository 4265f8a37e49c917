package org.mydocker.assignment.merge;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Notebooks as Jupyter writes them, for tests. */
final class Notebooks {

  private Notebooks() {}

  private static final String NOT_RUN = "   \"execution_count\": null,\n";
  private static final String NO_OUTPUT = "   \"outputs\": [],\n";

  /** Cell id, source, cell id, source... */
  static String of(String... idsAndSources) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < idsAndSources.length; i += 2) {
      cells.add(code(idsAndSources[i], idsAndSources[i + 1]));
    }
    return notebook(cells);
  }

  /** Text, one cell to solve, and text again. */
  static String exercise(String before, String task, String after) {
    return notebook(List.of(text("a", before), code("b", task), text("c", after)));
  }

  /** As Jupyter saves it when its first cell with code was run and printed a line. */
  static String run(String notebook, String line) {
    return notebook
        .replaceFirst(Pattern.quote(NOT_RUN), "   \"execution_count\": 1,\n")
        .replaceFirst(
            Pattern.quote(NO_OUTPUT),
            Matcher.quoteReplacement(
                """
                   "outputs": [
                    {
                     "name": "stdout",
                     "output_type": "stream",
                     "text": [
                      "LINE\\n"
                     ]
                    }
                   ],
                """
                    .replace("LINE", line)));
  }

  private static String code(String id, String source) {
    return "  {\n   \"cell_type\": \"code\",\n" + NOT_RUN + cell(id, NO_OUTPUT, source);
  }

  private static String text(String id, String source) {
    return "  {\n   \"cell_type\": \"markdown\",\n" + cell(id, "", source);
  }

  private static String cell(String id, String outputs, String source) {
    return "   \"id\": \""
        + id
        + "\",\n   \"metadata\": {},\n"
        + outputs
        + "   \"source\": [\n    \""
        + source
        + "\"\n   ]\n  }";
  }

  private static String notebook(List<String> cells) {
    return "{\n \"cells\": [\n"
        + String.join(",\n", cells)
        + "\n ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n";
  }
}
