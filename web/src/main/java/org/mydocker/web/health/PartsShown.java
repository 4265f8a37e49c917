package org.mydocker.web.health;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.mydocker.kernel.health.Part;

/**
 * Shows each {@link Part} and its reason, and is up whatever they say: launches, handing in and
 * grading go on without them.
 */
@Readiness
@ApplicationScoped
public class PartsShown implements HealthCheck {

  @Inject @Any Instance<Part> parts;

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("parts").up();
    for (Part part : parts) {
      answer.withData(part.name(), part.state().name().toLowerCase(Locale.ROOT));
      if (part.state() == Part.State.DEGRADED) {
        answer.withData(part.name() + ".reason", part.reason());
      }
    }
    return answer.build();
  }
}
