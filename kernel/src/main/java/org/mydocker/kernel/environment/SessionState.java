package org.mydocker.kernel.environment;

/** The steps of a session's life (broker.md START-01). */
public enum SessionState {
  QUEUED,
  PULLING,
  CREATING,
  STARTING,
  READY,
  FAILED,
  STOPPING,
  STOPPED;

  /** Nothing will happen to it any more. */
  public boolean ended() {
    return this == FAILED || this == STOPPED;
  }
}
