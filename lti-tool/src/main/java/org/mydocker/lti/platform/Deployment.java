package org.mydocker.lti.platform;

import org.mydocker.kernel.people.TenantId;

/**
 * A tool's place in a platform; belongs to exactly one tenant (REG-06).
 *
 * @param deploymentId as the platform names it, case and all
 * @param plainRoleWins {@code [Instructor, Instructor#Grader]} is a teacher here (ROL-05)
 */
public record Deployment(
    DeploymentKey key,
    RegistrationId registration,
    String deploymentId,
    TenantId tenant,
    boolean active,
    boolean plainRoleWins) {}
