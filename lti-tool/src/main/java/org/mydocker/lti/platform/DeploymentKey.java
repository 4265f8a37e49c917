package org.mydocker.lti.platform;

import java.util.Objects;
import java.util.UUID;

/** Our own name of one (registration, deployment_id): the prefix of every platform id (REG-06). */
public record DeploymentKey(UUID value) {

  public DeploymentKey {
    Objects.requireNonNull(value);
  }

  public static DeploymentKey random() {
    return new DeploymentKey(UUID.randomUUID());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
