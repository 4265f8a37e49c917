package org.mydocker.conformance;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One test that ran, or that did not: its name as {@code class#method}, its tags and its outcome.
 * Written as one line of three columns, so that any number of them can be put one after the other.
 */
record TestResult(String test, SortedSet<String> tags, Outcome outcome) {

  static TestResult of(String test, Collection<String> tags, Outcome outcome) {
    return new TestResult(
        test.replaceAll("\\s+", " "),
        new TreeSet<>(tags),
        outcome); // a display name may hold a tab
  }

  String line() {
    return test + "\t" + String.join(",", tags) + "\t" + outcome.word();
  }

  /** Empty when the line is not what {@link #line} writes. */
  static Optional<TestResult> ofLine(String line) {
    String[] columns = line.split("\t", -1);
    if (columns.length != 3) {
      return Optional.empty();
    }
    return Outcome.ofWord(columns[2])
        .map(outcome -> of(columns[0], Arrays.asList(columns[1].split(",")), outcome));
  }

  /** The name without its package, nested classes with a dot: what a reader looks for. */
  String shortName() {
    int hash = test.indexOf('#');
    String type = hash < 0 ? test : test.substring(0, hash);
    String method = hash < 0 ? "" : test.substring(hash);
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + method;
  }
}
