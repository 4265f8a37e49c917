package org.mydocker.kernel.environment;

import java.util.Optional;
import org.mydocker.kernel.people.CourseId;
import org.mydocker.kernel.people.TenantId;

/**
 * A catalogue entry as other modules see it: enough to name it, choose it and decide who may start
 * it.
 */
public record Environment(
    EnvironmentId id,
    String title,
    String description,
    String interfaceName,
    Visibility visibility,
    Optional<TenantId> tenant,
    Optional<CourseId> course) {

  /** Who may start it (broker.md ENV-01). */
  public enum Visibility {
    DRAFT,
    COURSE,
    INSTITUTION,
    PUBLIC
  }
}
