package org.mydocker.broker.gateway;

/** A foreseen refusal on its way to the page that tells it; the trace would tell nothing. */
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final Refusal refusal;

  Refused(Refusal refusal) {
    this(refusal, null);
  }

  Refused(Refusal refusal, Throwable cause) {
    super(refusal.code(), cause, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return refusal;
  }
}
