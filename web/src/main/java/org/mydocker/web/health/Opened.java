package org.mydocker.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before everything was put together: the server answers health checks while it still
 * deploys.
 */
@Readiness
@ApplicationScoped
public class Opened implements HealthCheck {

  private volatile boolean open;

  void open() {
    open = true;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("opened").status(open).build();
  }
}
