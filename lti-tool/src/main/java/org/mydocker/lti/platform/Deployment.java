package org.mydocker.lti.platform;

import org.mydocker.kernel.people.TenantId;
import org.mydocker.lti.role.RoleRules;

/**
 * A tool's place in a platform; belongs to exactly one tenant (REG-06).
 *
 * @param deploymentId as the platform names it, case and all
 * @param rules what it says of roles beside the table
 */
public record Deployment(
    DeploymentKey key,
    RegistrationId registration,
    String deploymentId,
    TenantId tenant,
    boolean active,
    RoleRules rules) {}
