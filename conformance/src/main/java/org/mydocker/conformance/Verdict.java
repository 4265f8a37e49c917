package org.mydocker.conformance;

import java.util.List;

/**
 * What the tests say of one requirement. Proven only if a test with its number passed and none
 * failed; everything else is open, with the reason. The tests are short names, sorted, each once.
 */
sealed interface Verdict {

  record Proven(List<String> by) implements Verdict {}

  record Failed(List<String> by) implements Verdict {}

  record Skipped(List<String> tests) implements Verdict {}

  record Untested() implements Verdict {}

  static Verdict of(List<TestResult> results) {
    List<String> failed = named(results, Outcome.FAILED);
    List<String> passed = named(results, Outcome.PASSED);
    if (!failed.isEmpty()) {
      return new Failed(failed);
    }
    if (!passed.isEmpty()) {
      return new Proven(passed);
    }
    return results.isEmpty() ? new Untested() : new Skipped(named(results, Outcome.SKIPPED));
  }

  private static List<String> named(List<TestResult> results, Outcome outcome) {
    return results.stream()
        .filter(result -> result.outcome() == outcome)
        .map(TestResult::shortName)
        .distinct()
        .sorted()
        .toList();
  }
}
