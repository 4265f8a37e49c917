package org.mydocker.conformance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of one test. An assumption that did not hold counts as skipped. */
enum Outcome {
  PASSED,
  FAILED,
  SKIPPED;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Outcome> ofWord(String word) {
    return Arrays.stream(values()).filter(outcome -> outcome.word().equals(word)).findFirst();
  }
}
