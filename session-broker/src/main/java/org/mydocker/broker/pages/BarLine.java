package org.mydocker.broker.pages;

import java.time.Instant;
import org.mydocker.kernel.activity.WorkBar;

/** The activity's part of the shell page's bar; empty or null for what it has not. */
public record BarLine(String title, String path, String handIn, Instant due, Instant handedIn) {

  static BarLine of(WorkBar bar) {
    return new BarLine(
        bar.title(),
        bar.path(),
        bar.handIn().orElse(""),
        bar.due().orElse(null),
        bar.handedIn().orElse(null));
  }
}
