package org.mydocker.kernel.audit;

import org.mydocker.kernel.access.Act;
import org.mydocker.kernel.access.Subject;
import org.mydocker.kernel.people.Viewer;

/** The audit log (site.md WHO-02). Written in the caller's transaction. */
public interface Audit {

  /**
   * @param reason why, in words or a code; never personal data
   */
  void record(Viewer who, Act act, Subject subject, String reason);
}
