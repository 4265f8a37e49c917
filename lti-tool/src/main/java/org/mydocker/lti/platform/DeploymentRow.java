package org.mydocker.lti.platform;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.role.RoleRules;

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

  @Column(name = "lowered_roles")
  String loweredRoles;

  @Column(name = "grader_parameter")
  String graderParameter;

  @Column(name = "grader_values")
  String graderValues;

  @Column(name = "platform_support")
  boolean platformSupport;

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
        new RoleRules(
            plainRoleWins,
            RoleRules.lowered(loweredRoles),
            graderParameter,
            graderValues.isEmpty() ? Set.of() : Set.of(graderValues.split("\n")),
            platformSupport));
  }

  void rules(RoleRules rules) {
    plainRoleWins = rules.plainRoleWins();
    loweredRoles = rules.loweredText();
    graderParameter = rules.graderParameter();
    graderValues = String.join("\n", new TreeSet<>(rules.graderValues()));
    platformSupport = rules.platformSupport();
  }
}
