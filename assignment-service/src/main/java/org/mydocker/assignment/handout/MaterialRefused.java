package org.mydocker.assignment.handout;

/** The lint found what a teacher must see first; publish again with {@link Consent#GIVEN}. */
public final class MaterialRefused extends RuntimeException {

  private final transient LintReport report;

  public MaterialRefused(LintReport report) {
    super(report.findings().toString());
    this.report = report;
  }

  public LintReport report() {
    return report;
  }
}
