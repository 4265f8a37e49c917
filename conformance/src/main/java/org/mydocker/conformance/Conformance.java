package org.mydocker.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The requirements laid beside the test results: the verdict on each number in the order of the
 * requirements, and the tags that look like a number but are none (a slip of the pen in a test
 * would otherwise prove nothing and tell nobody).
 */
record Conformance(
    Map<Requirement, Verdict> verdicts, SortedMap<String, SortedSet<String>> strays) {

  static Conformance of(List<Requirement> requirements, List<TestResult> results) {
    Map<String, List<TestResult>> byNumber = new TreeMap<>();
    for (TestResult result : results) {
      for (String tag : result.tags()) {
        if (Requirement.meantAsNumber(tag)) {
          byNumber.computeIfAbsent(tag, any -> new ArrayList<>()).add(result);
        }
      }
    }
    Map<Requirement, Verdict> verdicts = new LinkedHashMap<>();
    for (Requirement requirement : requirements) {
      List<TestResult> own = byNumber.remove(requirement.number());
      verdicts.put(requirement, Verdict.of(own == null ? List.of() : own));
    }
    SortedMap<String, SortedSet<String>> strays = new TreeMap<>();
    byNumber.forEach(
        (tag, tests) -> {
          SortedSet<String> names = new TreeSet<>();
          tests.forEach(test -> names.add(test.shortName()));
          strays.put(tag, names);
        });
    return new Conformance(verdicts, strays);
  }

  /** The numbers of which at least one test failed, with those tests. */
  SortedMap<String, List<String>> failures() {
    SortedMap<String, List<String>> failures = new TreeMap<>();
    verdicts.forEach(
        (requirement, verdict) -> {
          if (verdict instanceof Verdict.Failed failed) {
            failures.put(requirement.number(), failed.by());
          }
        });
    return failures;
  }
}
