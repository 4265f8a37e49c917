package org.mydocker.emulator.service;

/**
 * A service call that Moodle answers with an error. {@code reason} empty: the body is {@code []}
 * and the media type that of the service, as Moodle does where the handler itself refuses.
 */
final class ServiceRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  ServiceRefused(int status, String reason) {
    super(reason);
    this.status = status;
  }

  int status() {
    return status;
  }
}
