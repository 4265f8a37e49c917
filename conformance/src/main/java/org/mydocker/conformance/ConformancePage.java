package org.mydocker.conformance;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code docs/conformance.md}: how many numbers of each area are proven, then each number with what
 * it says and the tests that prove it. The same results give the same bytes, so that a change of
 * the page is a change of what is proven.
 */
final class ConformancePage {

  private static final String OPENING =
      """
      # Conformance

      Generated from [requirements.tsv](requirements.tsv) and the results of the tests; not to be
      edited by hand ([how](../CONTRIBUTING.md#numbers-and-tags)). A number is *passed* when tests that
      carry it ran and passed and none failed or was skipped; of a test that was run again the last run
      counts. Everything else is *open*: no test, a skipped one, or a failing one.

      | area | numbers | passed | still open |
      |---|---:|---:|---:|
      """;

  private final Map<String, List<Map.Entry<Requirement, Verdict>>> areas = new LinkedHashMap<>();

  ConformancePage(Conformance conformance) {
    for (Map.Entry<Requirement, Verdict> entry : conformance.verdicts().entrySet()) {
      areas.computeIfAbsent(entry.getKey().area(), any -> new ArrayList<>()).add(entry);
    }
  }

  String markdown() {
    StringBuilder page = new StringBuilder(OPENING);
    areas.forEach(
        (area, entries) -> page.append(sum("[" + area + "](#" + anchor(area) + ")", entries)));
    page.append(sum("**all**", areas.values().stream().flatMap(List::stream).toList()));
    areas.forEach(
        (area, entries) -> {
          page.append("\n## ").append(area).append("\n\n");
          page.append("| number | statement | state | proven by |\n|---|---|---|---|\n");
          entries.forEach(entry -> page.append(row(entry.getKey(), entry.getValue())));
        });
    return page.toString();
  }

  private static String sum(String area, List<Map.Entry<Requirement, Verdict>> entries) {
    long passed = entries.stream().filter(e -> e.getValue() instanceof Verdict.Proven).count();
    return cells(
        area, "" + entries.size(), "" + passed, "" + (entries.size() - passed)); // one line each
  }

  private static String row(Requirement requirement, Verdict verdict) {
    String state = verdict instanceof Verdict.Proven ? "passed" : "open";
    return cells(requirement.number(), text(requirement.statement()), state, evidence(verdict));
  }

  private static String evidence(Verdict verdict) {
    if (verdict instanceof Verdict.Proven proven) {
      return names(proven.by());
    }
    if (verdict instanceof Verdict.Failed failed) {
      return "failed: " + names(failed.by());
    }
    if (verdict instanceof Verdict.Skipped skipped) {
      return "skipped: " + names(skipped.tests());
    }
    return "no test";
  }

  private static String names(List<String> tests) {
    return tests.stream()
        .map(test -> "`" + test.replace("|", "\\|") + "`")
        .collect(joining("<br>"));
  }

  private static String text(String statement) {
    return statement.replace("|", "\\|").replace("<", "&lt;");
  }

  private static String cells(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** As the usual Markdown readers make the anchor of a heading. */
  private static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
  }
}
