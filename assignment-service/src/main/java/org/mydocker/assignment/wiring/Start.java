package org.mydocker.assignment.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.assignment.submission.Mending;

/** What happens once at every start: the comparison of repositories and rows (DATA-04). */
@Singleton
class Start {

  private static final Logger LOG = Logger.getLogger(Start.class.getName());

  @Resource private ManagedExecutorService executor;
  private final Mending mending;

  @Inject
  Start(Mending mending) {
    this.mending = mending;
  }

  void started(@Observes @Initialized(ApplicationScoped.class) Object application) {
    executor.execute(this::mend);
  }

  private void mend() {
    try {
      mending.mend().forEach(finding -> LOG.log(Level.WARNING, "mended: {0}", finding));
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "repositories and rows could not be compared", e);
    }
  }
}
