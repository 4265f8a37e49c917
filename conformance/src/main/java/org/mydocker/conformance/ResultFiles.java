package org.mydocker.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The results of one module on disk, a file for each top-level test class.
 *
 * <p>A class runs in one JVM at a time, so several forks never write the same file. The file is
 * emptied when its class begins: a JVM that dies half-way leaves what it did, never what an earlier
 * run did. It is written anew as each test ends, not kept until the last one. A test that is run
 * again in the same JVM, as a failed system test is, has one line: what it did last.
 */
final class ResultFiles {

  private final Path directory;
  private final Map<String, Map<String, TestResult>> begun = new HashMap<>(); // guarded by this

  ResultFiles(Path directory) {
    this.directory = directory;
  }

  synchronized void begin(String testClass) {
    if (begun.putIfAbsent(testClass, new LinkedHashMap<>()) == null) {
      write(testClass);
    }
  }

  /** What the execution with this id did; an earlier result of the same id no longer counts. */
  synchronized void put(String testClass, String id, TestResult result) {
    begun.computeIfAbsent(testClass, any -> new LinkedHashMap<>()).put(id, result);
    write(testClass);
  }

  /** A container that failed earlier spoke for its tests; now it has none left to speak for. */
  synchronized void forget(String testClass, String id) {
    if (begun.getOrDefault(testClass, Map.of()).containsKey(id)) {
      begun.get(testClass).remove(id);
      write(testClass);
    }
  }

  private void write(String testClass) {
    String lines =
        begun.get(testClass).values().stream()
            .map(result -> result.line() + "\n")
            .collect(Collectors.joining());
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("results-" + testClass + ".tsv"), lines, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
