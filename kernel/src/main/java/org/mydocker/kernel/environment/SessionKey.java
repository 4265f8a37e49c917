package org.mydocker.kernel.environment;

import java.util.Objects;
import java.util.Optional;
import org.mydocker.kernel.activity.ActivityId;
import org.mydocker.kernel.people.PersonId;
import org.mydocker.kernel.people.Role;

/** One key has one session, however often it is asked for (broker.md START-02). */
public record SessionKey(
    PersonId person, EnvironmentId environment, Optional<ActivityId> activity, Role role) {

  public SessionKey {
    Objects.requireNonNull(person);
    Objects.requireNonNull(environment);
    Objects.requireNonNull(activity);
    Objects.requireNonNull(role);
  }
}
