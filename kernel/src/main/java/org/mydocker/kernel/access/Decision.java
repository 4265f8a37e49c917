package org.mydocker.kernel.access;

import java.util.Optional;

/**
 * The answer of {@link Access#decide}.
 *
 * @param refused why not; empty when allowed
 * @param audited allowed, and to be written to the audit log (WHO-02)
 */
public record Decision(Optional<Refused.Reason> refused, boolean audited) {

  static final Decision YES = new Decision(Optional.empty(), false);
  static final Decision AUDITED = new Decision(Optional.empty(), true);

  static Decision no(Refused.Reason reason) {
    return new Decision(Optional.of(reason), false);
  }

  public boolean allowed() {
    return refused.isEmpty();
  }
}
