package org.mydocker.assignment.wiring;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.assignment.submission.Mending;

/** What happens once at every start: the comparison of repositories and rows (DATA-04). */
public class Start implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(Start.class.getName());

  private final Server server;
  private final Mending mending;

  @Inject
  Start(Server server, Mending mending) {
    this.server = server;
    this.mending = mending;
  }

  @Override
  public void contextInitialized(ServletContextEvent started) {
    server.threads().execute(this::mend);
  }

  private void mend() {
    try {
      mending.mend().forEach(finding -> LOG.log(Level.WARNING, "mended: {0}", finding));
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "repositories and rows could not be compared", e);
    }
  }
}
