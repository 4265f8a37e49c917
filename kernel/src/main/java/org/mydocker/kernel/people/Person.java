package org.mydocker.kernel.people;

/**
 * A person as pages show one. {@code name} is never empty: where the platform sent none it is
 * "User" and a short hash (MSG-09).
 */
public record Person(PersonId id, TenantId tenant, String name) {}
