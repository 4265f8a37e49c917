package org.mydocker.conformance;

import java.util.List;

/**
 * What the tests say of one requirement. Proven only if tests with its number passed and none
 * failed or was skipped; everything else is open, with the reason. The tests are short names,
 * sorted, each once.
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
    List<String> skipped = named(results, Outcome.SKIPPED);
    if (!skipped.isEmpty()) {
      return new Skipped(skipped);
    }
    return passed.isEmpty() ? new Untested() : new Proven(passed);
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
