package org.mydocker.lti.wiring;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.mydocker.kernel.launch.LaunchTarget;
import org.mydocker.lti.deeplink.LaunchTargets;
import org.mydocker.lti.grade.Sending;
import org.mydocker.lti.launch.Housekeeping;

/**
 * What is done again and again as long as the application runs: grades are sent, nonces forgotten.
 * A listener of the web application, because before that is there neither the database nor the
 * server's threads can be had; web.xml lists it. Asking for the launch targets here makes two
 * claimants of one key stop the start.
 */
public class Life implements ServletContextListener {

  private static final long SENDING_SECONDS = 1;
  private static final long HOUSEKEEPING_SECONDS = 600;

  private final Sending sending;
  private final Housekeeping housekeeping;
  private final LaunchTargets targets;
  private final List<ScheduledFuture<?>> jobs = new ArrayList<>();

  @Resource(lookup = "java:comp/DefaultManagedScheduledExecutorService")
  private ManagedScheduledExecutorService executor;

  @Inject
  Life(Sending sending, Housekeeping housekeeping, LaunchTargets targets) {
    this.sending = sending;
    this.housekeeping = housekeeping;
    this.targets = targets;
  }

  @Override
  public void contextInitialized(ServletContextEvent application) {
    System.getLogger(Life.class.getName())
        .log(
            System.Logger.Level.INFO,
            "activities can open: {0}",
            targets.all().stream().map(LaunchTarget::key).toList());
    every(SENDING_SECONDS, "sending grades", sending::round);
    every(HOUSEKEEPING_SECONDS, "forgetting nonces", housekeeping::round);
  }

  @Override
  public void contextDestroyed(ServletContextEvent application) {
    jobs.forEach(job -> job.cancel(false));
  }

  private void every(long seconds, String what, Runnable round) {
    jobs.add(
        executor.scheduleWithFixedDelay(
            () -> quietly(what, round), seconds, seconds, TimeUnit.SECONDS));
  }

  /** A round that fails is told and does not end the job: the next may do better. */
  private static void quietly(String what, Runnable round) {
    try {
      round.run();
    } catch (RuntimeException e) {
      System.getLogger(Life.class.getName())
          .log(System.Logger.Level.ERROR, what + " failed and is tried again", e);
    }
  }
}
