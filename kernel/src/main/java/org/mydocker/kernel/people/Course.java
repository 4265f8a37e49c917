package org.mydocker.kernel.people;

/**
 * A course as pages show one; label and title are plain text as the platform sent them, cleaned
 * (MSG-16).
 */
public record Course(CourseId id, TenantId tenant, String label, String title) {}
