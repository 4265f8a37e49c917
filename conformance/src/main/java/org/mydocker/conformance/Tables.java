package org.mydocker.conformance;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The tables of a project on disk: {@code docs/requirements.tsv} and the results that the modules
 * left in {@code <module>/target/conformance}. Read strictly; a row that is not understood is a
 * {@link MalformedTable}, for a row passed over would be a number forgotten.
 */
record Tables(Path root) {

  static final String HEADER = "number\tarea\tstatement";

  /** The requirements in the order of the file. */
  List<Requirement> requirements() throws IOException {
    Path file = root.resolve("docs").resolve("requirements.tsv");
    List<String> lines = Files.readAllLines(file);
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new MalformedTable(file, 1, "the first line has to be the header " + HEADER);
    }
    Set<String> numbers = new HashSet<>();
    List<Requirement> requirements = new ArrayList<>();
    for (int at = 1; at < lines.size(); at++) {
      Requirement requirement = requirement(file, at + 1, lines.get(at));
      if (!numbers.add(requirement.number())) {
        throw new MalformedTable(file, at + 1, requirement.number() + " is there twice");
      }
      requirements.add(requirement);
    }
    return requirements;
  }

  private static Requirement requirement(Path file, int number, String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3) {
      throw new MalformedTable(file, number, "three columns wanted, found " + columns.length);
    }
    try {
      return new Requirement(columns[0], columns[1], columns[2]);
    } catch (IllegalArgumentException e) {
      throw new MalformedTable(file, number, e.getMessage());
    }
  }

  /** What the tests of all modules did, in the order of the files' names. */
  List<TestResult> results() throws IOException {
    List<TestResult> results = new ArrayList<>();
    for (Path module : sorted(root, "*")) {
      Path directory = module.resolve("target").resolve("conformance");
      if (Files.isDirectory(directory)) {
        for (Path file : sorted(directory, "results*.tsv")) {
          read(file, results);
        }
      }
    }
    return results;
  }

  private static void read(Path file, List<TestResult> results) throws IOException {
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      int at = ++number;
      results.add(
          TestResult.ofLine(line)
              .orElseThrow(() -> new MalformedTable(file, at, "not a test result: " + line)));
    }
  }

  private static List<Path> sorted(Path directory, String glob) throws IOException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, glob)) {
      entries.forEach(found::add);
    }
    found.sort(null);
    return found;
  }
}
