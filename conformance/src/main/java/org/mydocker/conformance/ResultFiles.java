package org.mydocker.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The results of one module on disk, a file for each top-level test class.
 *
 * <p>A class runs in one JVM at a time, so several forks never write the same file. The file is
 * emptied when its class begins: a JVM that dies half-way leaves what it did, never what an earlier
 * run did. Lines are written as the tests end, not kept until the last one.
 */
final class ResultFiles {

  private final Path directory;
  private final Set<String> begun = new HashSet<>(); // guarded by this

  ResultFiles(Path directory) {
    this.directory = directory;
  }

  synchronized void begin(String testClass) {
    if (begun.add(testClass)) {
      write(testClass, "", CREATE, TRUNCATE_EXISTING);
    }
  }

  synchronized void append(String testClass, TestResult result) {
    begin(testClass);
    write(testClass, result.line() + "\n", CREATE, APPEND);
  }

  private void write(String testClass, String text, OpenOption... options) {
    try {
      Files.createDirectories(directory);
      Files.writeString(directory.resolve("results-" + testClass + ".tsv"), text, UTF_8, options);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
