package org.mydocker.assignment.wiring;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.assignment.handin.Mending;
import org.mydocker.assignment.repository.Repositories;

/** What happens once at every start: the comparison of repositories and rows (DATA-04). */
public class Start implements ServletContextListener {

  private static final Logger LOG = Logger.getLogger(Start.class.getName());

  private final Server server;
  private final Repositories repositories;
  private final Mending mending;

  @Inject
  Start(Server server, Repositories repositories, Mending mending) {
    this.server = server;
    this.repositories = repositories;
    this.mending = mending;
  }

  @Override
  public void contextInitialized(ServletContextEvent started) {
    server.threads().execute(this::mend);
  }

  private void mend() {
    try {
      repositories.prepare();
      mending.mend().forEach(finding -> LOG.log(Level.WARNING, "mended: {0}", finding));
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "repositories and rows could not be compared", e);
    }
  }
}
