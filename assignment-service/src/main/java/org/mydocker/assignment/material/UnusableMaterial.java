package org.mydocker.assignment.material;

import java.util.List;
import java.util.Optional;
import org.mydocker.assignment.handout.LintReport;

/**
 * Files that cannot become a version, told so that the teacher can mend it: the form is shown again
 * with this sentence.
 */
public final class UnusableMaterial extends RuntimeException {

  private final String key;
  private final transient List<String> facts;
  private final transient Optional<LintReport> asks;

  private UnusableMaterial(
      String key, List<String> facts, Optional<LintReport> asks, Throwable cause) {
    super(key + " " + facts, cause);
    this.key = key;
    this.facts = List.copyOf(facts);
    this.asks = asks;
  }

  static UnusableMaterial because(String key, Throwable cause, String... facts) {
    return new UnusableMaterial(key, List.of(facts), Optional.empty(), cause);
  }

  static UnusableMaterial asking(LintReport report, Throwable cause) {
    return new UnusableMaterial("material.asks", List.of(), Optional.of(report), cause);
  }

  /** The message that says it, and what is filled in. */
  public String key() {
    return key;
  }

  public List<String> facts() {
    return facts;
  }

  /** Findings that the teacher may allow by publishing again with consent. */
  public Optional<LintReport> asks() {
    return asks;
  }
}
