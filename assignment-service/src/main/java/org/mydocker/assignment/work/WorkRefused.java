package org.mydocker.assignment.work;

import java.util.Locale;
import java.util.Map;
import org.mydocker.assignment.repository.TreeRefused;
import org.mydocker.kernel.problem.Refusal;

/** A student's files broke a limit or a rule; nothing of them was changed. */
public final class WorkRefused extends Refusal {

  public WorkRefused(TreeRefused why) {
    super(
        "assignment.work-" + why.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'),
        409,
        Map.of("path", why.path()));
  }
}
