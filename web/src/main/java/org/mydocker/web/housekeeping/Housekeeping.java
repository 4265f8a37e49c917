package org.mydocker.web.housekeeping;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Lets every {@link Sweeper} sweep each ten minutes, from the start of the application to its end.
 */
public class Housekeeping implements ServletContextListener {

  private static final Logger LOG = System.getLogger(Housekeeping.class.getName());
  private static final int MINUTES = 10;

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Inject @Any Instance<Sweeper> sweepers;

  private Future<?> going;

  @Override
  public void contextInitialized(ServletContextEvent application) {
    going = executor.scheduleWithFixedDelay(this::sweep, 1, MINUTES, TimeUnit.MINUTES);
  }

  @Override
  public void contextDestroyed(ServletContextEvent application) {
    if (going != null) {
      going.cancel(false);
    }
  }

  void sweep() {
    for (Sweeper sweeper : sweepers) {
      try {
        int gone = sweeper.sweep();
        LOG.log(Level.DEBUG, "swept {0} {1}", gone, sweeper.swept());
      } catch (RuntimeException failure) {
        LOG.log(Level.WARNING, "sweeping " + sweeper.swept() + " is tried again", failure);
      }
    }
  }
}
