package org.mydocker.assignment.pages;

import java.util.List;

/**
 * Something in a form that must be mended.
 *
 * @param field that it is about; empty for the form as a whole
 * @param key of the message
 * @param facts that the message mentions
 */
public record Problem(String field, String key, List<String> facts) {

  /** Something else was handed in meanwhile: nothing that was typed is wrong. */
  static final String NEWER = "submission-newer";

  static Problem of(String field, String key, String... facts) {
    return new Problem(field, "problem.form." + key, List.of(facts));
  }

  boolean isOfWhatWasTyped() {
    return !key.endsWith(NEWER);
  }

  /** What the message is filled with. */
  public Object[] arguments() {
    return facts.toArray();
  }
}
