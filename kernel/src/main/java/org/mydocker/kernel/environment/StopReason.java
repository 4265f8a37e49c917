package org.mydocker.kernel.environment;

/**
 * Why a session stopped (broker.md RUN-04), kept and shown at the next visit.
 *
 * @param code such as {@code idle}, {@code by-owner}, {@code out-of-memory}, {@code crashed}; pages
 *     turn it into a sentence
 * @param detail the facts: a limit, an exit code, the last log lines; may be empty
 */
public record StopReason(String code, String detail) {

  public static final StopReason BY_OWNER = new StopReason("by-owner", "");
}
