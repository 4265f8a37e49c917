package org.mydocker.emulator.lti;

/** A registration that Moodle would refuse: its status and the bare words that it answers. */
final class RegistrationRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int status;

  RegistrationRefused(int status, String words) {
    super(words);
    this.status = status;
  }

  int status() {
    return status;
  }
}
