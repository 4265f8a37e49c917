package org.mydocker.assignment.merge;

/** Notebooks as Jupyter writes them, for tests. */
final class Notebooks {

  private Notebooks() {}

  /** Cell id, source, cell id, source... */
  static String of(String... idsAndSources) {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < idsAndSources.length; i += 2) {
      cells.append(i == 0 ? "" : ",\n");
      cells
          .append("  {\n   \"cell_type\": \"code\",\n   \"execution_count\": null,\n   \"id\": \"")
          .append(idsAndSources[i])
          .append("\",\n   \"metadata\": {},\n   \"outputs\": [],\n   \"source\": [\n    \"")
          .append(idsAndSources[i + 1])
          .append("\"\n   ]\n  }");
    }
    return "{\n \"cells\": [\n"
        + cells
        + "\n ],\n \"metadata\": {},\n \"nbformat\": 4,\n \"nbformat_minor\": 5\n}\n";
  }
}
