package org.mydocker.lti.platform;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;

/** A {@link Deployment} in its table. */
@Entity
@Table(name = "deployment")
class DeploymentRow {
  @Id UUID id;
  UUID registration;

  @Column(name = "deployment_id")
  String deploymentId;

  UUID tenant;
  boolean active;

  @Column(name = "plain_role_wins")
  boolean plainRoleWins;

  @Column(name = "platform_guid")
  String platformGuid;

  Instant created;

  Deployment deployment() {
    return new Deployment(
        new DeploymentKey(id),
        new RegistrationId(registration),
        deploymentId,
        new TenantId(tenant),
        active,
        plainRoleWins);
  }
}
