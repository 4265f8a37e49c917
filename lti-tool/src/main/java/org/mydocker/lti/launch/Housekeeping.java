package org.mydocker.lti.launch;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Forgets nonces that cannot come back, every ten minutes (TOK-17). */
@Singleton
class Housekeeping {

  private static final long EVERY_MINUTES = 10;

  private final ConsumedNonces nonces;
  private Optional<ScheduledFuture<?>> job = Optional.empty();

  @Resource private ManagedScheduledExecutorService executor;

  @Inject
  Housekeeping(ConsumedNonces nonces) {
    this.nonces = nonces;
  }

  void start(@Observes @Initialized(ApplicationScoped.class) Object event) {
    job =
        Optional.of(
            executor.scheduleWithFixedDelay(
                this::purge, EVERY_MINUTES, EVERY_MINUTES, TimeUnit.MINUTES));
  }

  /** A round that fails is told and does not end the job. */
  private void purge() {
    try {
      nonces.purge(Clock.systemUTC().instant());
    } catch (RuntimeException e) {
      System.getLogger(Housekeeping.class.getName())
          .log(System.Logger.Level.ERROR, "old nonces could not be removed", e);
    }
  }

  @PreDestroy
  void stop() {
    job.ifPresent(j -> j.cancel(false));
  }
}
