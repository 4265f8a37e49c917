package org.mydocker.assignment.handout;

/**
 * The outcome of a publication.
 *
 * @param fresh false if the material equals the current version, which then stays the current one
 */
public record Published(HandoutVersion version, boolean fresh, LintReport report) {}
