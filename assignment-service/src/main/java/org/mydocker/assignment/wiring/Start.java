package org.mydocker.assignment.wiring;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mydocker.assignment.handin.AutoCollecting;
import org.mydocker.assignment.handin.Mending;
import org.mydocker.assignment.repository.Repositories;

/**
 * What happens at every start: the comparison of repositories and rows (DATA-04), and from then on
 * the taking of what is due (ACT-13).
 */
public class Start implements ServletContextListener {

  private static final long PAUSE_SECONDS = 20;
  private static final Logger LOG = Logger.getLogger(Start.class.getName());

  private final Server server;
  private final Repositories repositories;
  private final Mending mending;
  private final AutoCollecting collecting;

  @Inject
  Start(Server server, Repositories repositories, Mending mending, AutoCollecting collecting) {
    this.server = server;
    this.repositories = repositories;
    this.mending = mending;
    this.collecting = collecting;
  }

  @Override
  public void contextInitialized(ServletContextEvent started) {
    server.threads().execute(this::mend);
    server
        .threads()
        .scheduleWithFixedDelay(this::collect, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
  }

  /** A failure ends this round and no later one. */
  private void collect() {
    try {
      collecting.collect();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "what is due could not be collected", e);
    }
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
