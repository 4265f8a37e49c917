package org.mydocker.lti.grade;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Lets the outbox be sent every two seconds as long as the application runs. */
@Singleton
class SendingJob {

  private static final long EVERY_SECONDS = 2;

  private final Sending sending;
  private Optional<ScheduledFuture<?>> job = Optional.empty();

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  SendingJob(Sending sending) {
    this.sending = sending;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    job =
        Optional.of(
            executor.scheduleWithFixedDelay(
                this::round, EVERY_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS));
  }

  /** A round that fails is told and does not end the job: the next may do better. */
  private void round() {
    try {
      sending.round();
    } catch (RuntimeException e) {
      System.getLogger(SendingJob.class.getName())
          .log(System.Logger.Level.ERROR, "a round of sending grades failed", e);
    }
  }

  @PreDestroy
  void stop() {
    job.ifPresent(j -> j.cancel(false));
  }
}
